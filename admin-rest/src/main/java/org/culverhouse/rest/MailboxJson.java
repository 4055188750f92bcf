package org.culverhouse.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.culverhouse.admin.MailboxDetails;
import org.culverhouse.admin.MailboxUpdate;

/** Mailboxes as JSON. */
final class MailboxJson {
  private static final String UID_NEXT = "uidNext";
  private static final String[] SHOWN_ONLY = {
    "id",
    "name",
    "uidValidity",
    "highestModSeq",
    "messages",
    "unseen",
    "bytes",
    "subscribed",
    "specialUse"
  };

  private MailboxJson() {}

  static JsonObject of(MailboxDetails mailbox) {
    var uses = Json.createArrayBuilder();
    mailbox.specialUses().forEach(uses::add);
    return Json.createObjectBuilder()
        .add("id", Long.toString(mailbox.id()))
        .add("name", mailbox.name())
        .add("uidValidity", mailbox.uidValidity())
        .add(UID_NEXT, mailbox.uidNext())
        .add("highestModSeq", mailbox.highestModSeq())
        .add("messages", mailbox.messages())
        .add("unseen", mailbox.unseen())
        .add("bytes", mailbox.bytes())
        .add("subscribed", mailbox.subscribed())
        .add("specialUse", uses)
        .build();
  }

  /** The mailbox as it shall be after a merge patch. */
  static MailboxUpdate toChange(MailboxDetails mailbox, Body patch) {
    var now = Json.createObjectBuilder().add(UID_NEXT, mailbox.uidNext()).build();
    var fields = new Fields(patch.mergedInto(now));
    fields.readOnly(SHOWN_ONLY);
    var update =
        new MailboxUpdate(
            fields.number(UID_NEXT).orElse(mailbox.uidNext()), fields.flag("renumber"));
    fields.end();
    return update;
  }
}
