package org.culverhouse.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the API lives, below the root of the server. */
@ApplicationPath("api/v1")
public class RestApplication extends Application {}
