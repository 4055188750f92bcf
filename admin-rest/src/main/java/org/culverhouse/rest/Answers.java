package org.culverhouse.rest;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Map;

/** The shapes of answers. */
final class Answers {
  private Answers() {}

  static Response item(JsonObject json, Version version) {
    return Response.ok(json.toString(), MediaType.APPLICATION_JSON)
        .header(HttpHeaders.ETAG, version.tag())
        .build();
  }

  /**
   * @param name of the new thing, the last part of its path
   */
  static Response created(JsonObject json, Version version, UriInfo uri, String name) {
    var location = uri.getAbsolutePathBuilder().path("{name}").build(name);
    return Response.created(URI.create(location.getRawPath()))
        .type(MediaType.APPLICATION_JSON)
        .entity(json.toString())
        .header(HttpHeaders.ETAG, version.tag())
        .build();
  }

  /** The link to the next page names no host: the client knows best how it came here. */
  static Response page(PageJson page, UriInfo uri) {
    var answer = Response.ok(page.json().toString(), MediaType.APPLICATION_JSON);
    page.next()
        .map(
            cursor ->
                uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", cursor)
                    .build()
                    .getRawQuery())
        .ifPresent(query -> answer.header(HttpHeaders.LINK, "<?" + query + ">; rel=\"next\""));
    return answer.build();
  }

  static Response problem(Problem problem, Map<String, String> headers) {
    var answer =
        Response.status(problem.status(), problem.title())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.json().toString());
    headers.forEach(answer::header);
    return answer.build();
  }
}
