package org.culverhouse.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Where the API lives, below the root of the server. */
@ApplicationPath("api/v1")
public class RestApplication extends Application {
  /** Jersey describes an API in a format of its own, to anybody, unless it is told not to. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
