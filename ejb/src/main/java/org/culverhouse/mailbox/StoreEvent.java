package org.culverhouse.mailbox;

import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;

/**
 * What has happened in a store. It tells where to look, not how it looks there: by then it may have
 * changed again.
 */
public sealed interface StoreEvent {
  /** Messages of a mailbox have come or gone, or their UIDs mean something else. */
  record Messages(MailboxId mailbox) implements StoreEvent {}

  /** Flags of messages have changed. */
  record Flags(MailboxId mailbox) implements StoreEvent {}

  /** Something has happened to a name. */
  sealed interface OfName extends StoreEvent {}

  record Created(MailboxName name) implements OfName {}

  record Deleted(MailboxName name) implements OfName {}

  /** With everything below it. When INBOX was renamed, there is a new one. */
  record Renamed(MailboxName from, MailboxName to) implements OfName {}

  /** The same by the one who is told, when others had done something to names before. */
  record RenamedYourself(MailboxName from, MailboxName to) implements OfName {}

  /** What the listener has done to a name: it may matter for what others have done to names. */
  record Own(OfName event) implements StoreEvent {}

  /** The user has subscribed to the name, or does not any more. */
  record Subscribed(MailboxName name) implements OfName {}
}
