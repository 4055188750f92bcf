package org.culverhouse.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.culverhouse.admin.Penalties;
import org.culverhouse.admin.PenaltyInfo;

/** Failed logins that slow the next ones down. */
@Dependent
@Path("penalties")
@Produces(MediaType.APPLICATION_JSON)
public class PenaltiesResource {
  @Inject private Penalties penalties;

  @GET
  public Response list(@Context UriInfo uri) {
    var list = Query.of(uri.getQueryParameters()).list("failures");
    var page = penalties.list(list.text().toLowerCase(Locale.ROOT), list.size());
    return Answers.page(PageJson.of(page, list, PenaltiesResource::json), uri);
  }

  private static JsonObject json(PenaltyInfo penalty) {
    return Json.createObjectBuilder()
        .add("network", penalty.network())
        .add("user", penalty.user())
        .add("failures", penalty.failures())
        .add("secondsLeft", penalty.secondsLeft())
        .build();
  }

  @DELETE
  public Response forget(@Context UriInfo uri) {
    var query = Query.only(uri.getQueryParameters(), "network", "user");
    penalties.forget(query.text("network"), query.text("user"));
    return Response.noContent().build();
  }
}
