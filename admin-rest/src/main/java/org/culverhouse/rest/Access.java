package org.culverhouse.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.culverhouse.admin.ServerState;
import org.culverhouse.admin.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without a token (RFC 6750). Before the path is looked at, so that a stranger does
 * not learn which paths there are.
 */
@Provider
@PreMatching
@Dependent
public class Access implements ContainerRequestFilter {
  private static final int STARTING_SECONDS = 1;
  private static final String REALM = "Bearer realm=\"Culverhouse\"";
  private static final Pattern BEARER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/=-]{1,512}) *", Pattern.CASE_INSENSITIVE);

  @Inject private ServerState server;
  @Inject private Tokens tokens;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!server.ready()) {
      throw Refusal.unavailable("The server is starting or stopping", STARTING_SECONDS);
    }
    var token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (tokens.verify(token).isEmpty()) {
      throw Refusal.unauthorized(
          REALM + ", error=\"invalid_token\"", "The token is not one of this server");
    }
    if (request.getLength() > Body.MAX_BYTES) {
      throw Body.tooLarge();
    }
  }

  private static String token(@Nullable String header) {
    var bearer = BEARER.matcher(header == null ? "" : header);
    if (!bearer.matches()) {
      throw Refusal.unauthorized(
          REALM, "Send the token of an administrator: Authorization: Bearer imt_...");
    }
    return bearer.group(1);
  }
}
