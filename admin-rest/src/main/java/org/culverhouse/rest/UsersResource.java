package org.culverhouse.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.culverhouse.admin.UserInfo;
import org.culverhouse.admin.UserQuery;
import org.culverhouse.admin.Users;
import org.jspecify.annotations.Nullable;

/** People who have mail. */
@Dependent
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
  private static final List<String> STATES = List.of("all", "enabled", "disabled");

  @Inject private Users users;

  @GET
  public Response list(@Context UriInfo uri) {
    var query = Query.of(uri.getQueryParameters(), "domain", "state");
    var list = query.list("address");
    var state = query.word("state", STATES).toUpperCase(Locale.ROOT);
    var page =
        users.list(new UserQuery(query.text("domain"), UserQuery.State.valueOf(state), list));
    return Answers.page(PageJson.of(page, list, UserJson::of), uri);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(Body body, @Context UriInfo uri) {
    var wanted = UserJson.toCreate(body);
    try {
      var user = users.create(wanted);
      return Answers.created(UserJson.of(user), Version.of(user), uri, user.address());
    } finally {
      Arrays.fill(wanted.password(), (byte) 0);
    }
  }

  @GET
  @Path("{address}")
  public Response get(@PathParam("address") String address) {
    return item(users.get(address));
  }

  private static Response item(UserInfo user) {
    return Answers.item(UserJson.of(user), Version.of(user));
  }

  @PATCH
  @Path("{address}")
  @Consumes(BodyReader.MERGE_PATCH)
  public Response change(
      @PathParam("address") String address,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Body patch) {
    var match = IfMatch.of(ifMatch);
    return item(match.merging(() -> merge(address, match, patch)));
  }

  private UserInfo merge(String address, IfMatch match, Body patch) {
    var now = users.get(address);
    var version = Version.of(now);
    match.require(version);
    return users.change(address, version.expected(), UserJson.toChange(now, patch));
  }

  @DELETE
  @Path("{address}")
  public Response delete(
      @PathParam("address") String address,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    var expected = IfMatch.of(ifMatch).expected(() -> Version.of(users.get(address)));
    users.delete(address, expected);
    return Response.noContent().build();
  }

  @PUT
  @Path("{address}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response setPassword(
      @PathParam("address") String address,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Body body) {
    var match = IfMatch.of(ifMatch);
    var password = UserJson.password(body);
    try {
      users.setPassword(address, match.expected(() -> Version.of(users.get(address))), password);
      return Response.noContent().build();
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }
}
