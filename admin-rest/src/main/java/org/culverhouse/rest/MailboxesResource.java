package org.culverhouse.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.culverhouse.admin.MailboxDetails;
import org.culverhouse.admin.Mailboxes;
import org.jspecify.annotations.Nullable;

/** The mailboxes of a user. */
@Dependent
@Path("users/{address}/mailboxes")
@Produces(MediaType.APPLICATION_JSON)
public class MailboxesResource {
  @Inject private Mailboxes mailboxes;

  @GET
  public Response list(@PathParam("address") String address, @Context UriInfo uri) {
    var list = Query.of(uri.getQueryParameters()).list("name");
    var page = mailboxes.list(address, list);
    return Answers.page(PageJson.of(page, list, MailboxJson::of), uri);
  }

  @GET
  @Path("{mailbox}")
  public Response get(@PathParam("address") String address, @PathParam("mailbox") String mailbox) {
    return item(mailboxes.get(address, mailbox));
  }

  private static Response item(MailboxDetails mailbox) {
    return Answers.item(MailboxJson.of(mailbox), Version.of(mailbox));
  }

  @PATCH
  @Path("{mailbox}")
  @Consumes(BodyReader.MERGE_PATCH)
  public Response change(
      @PathParam("address") String address,
      @PathParam("mailbox") String mailbox,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      Body patch) {
    var match = IfMatch.of(ifMatch);
    return item(match.merging(() -> merge(address, mailbox, match, patch)));
  }

  private MailboxDetails merge(String address, String mailbox, IfMatch match, Body patch) {
    var now = mailboxes.get(address, mailbox);
    var version = Version.of(now);
    match.require(version);
    var update = MailboxJson.toChange(now, patch);
    return mailboxes.change(address, mailbox, now.uidValidity(), version.expected(), update);
  }
}
