package org.culverhouse.mailbox;

/** What a client wants to hear of the doings of others in a mailbox (RFC 5465 section 6.1). */
public enum Wanted {
  /** Nothing: for the client the mailbox stands still, but for what it does itself. */
  NOTHING,
  /** Messages that come and go. */
  MESSAGES,
  /** Flags as well. */
  EVERYTHING
}
