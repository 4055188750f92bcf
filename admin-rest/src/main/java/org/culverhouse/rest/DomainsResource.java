package org.culverhouse.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.culverhouse.admin.DomainInfo;
import org.culverhouse.admin.Domains;
import org.jspecify.annotations.Nullable;

/** What stands behind the {@code @}. */
@Dependent
@Path("domains")
@Produces(MediaType.APPLICATION_JSON)
public class DomainsResource {
  @Inject private Domains domains;

  @GET
  public Response list(@Context UriInfo uri) {
    var list = Query.of(uri.getQueryParameters()).list("name");
    return Answers.page(PageJson.of(domains.list(list), list, DomainJson::of), uri);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(Body body, @Context UriInfo uri) {
    var domain = domains.create(DomainJson.toCreate(body));
    return Answers.created(DomainJson.of(domain), Version.of(domain), uri, domain.name());
  }

  @GET
  @Path("{name}")
  public Response get(@PathParam("name") String name) {
    return item(domains.get(name));
  }

  private static Response item(DomainInfo domain) {
    return Answers.item(DomainJson.of(domain), Version.of(domain));
  }

  @PATCH
  @Path("{name}")
  @Consumes(BodyReader.MERGE_PATCH)
  public Response change(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Body patch) {
    var match = IfMatch.of(ifMatch);
    return item(match.merging(() -> merge(name, match, patch)));
  }

  private DomainInfo merge(String name, IfMatch match, Body patch) {
    var now = domains.get(name);
    var version = Version.of(now);
    match.require(version);
    return domains.change(name, version.expected(), DomainJson.toChange(now, patch));
  }

  @DELETE
  @Path("{name}")
  public Response delete(
      @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    var expected = IfMatch.of(ifMatch).expected(() -> Version.of(domains.get(name)));
    domains.delete(name, expected);
    return Response.noContent().build();
  }
}
