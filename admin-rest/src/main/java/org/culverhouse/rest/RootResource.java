package org.culverhouse.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ResourceBundle;

/** Where everything else is. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class RootResource {
  private static final String VERSION =
      ResourceBundle.getBundle("org.culverhouse.rest.build").getString("version");

  @GET
  public Response get(@Context UriInfo uri) {
    var links = Json.createObjectBuilder();
    links.add("self", path(uri, ""));
    links.add("users", path(uri, "users"));
    links.add("domains", path(uri, "domains"));
    links.add("penalties", path(uri, "penalties"));
    var json =
        Json.createObjectBuilder()
            .add("name", "Culverhouse")
            .add("version", VERSION)
            .add("links", links)
            .build();
    return Response.ok(json.toString()).build();
  }

  private static String path(UriInfo uri, String name) {
    return uri.getBaseUriBuilder().path(name).build().getRawPath();
  }
}
