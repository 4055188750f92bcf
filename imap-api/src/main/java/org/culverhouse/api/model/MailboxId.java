package org.culverhouse.api.model;

/** The identity of a mailbox inside its store; it survives RENAME (RFC 8474 section 4). */
public record MailboxId(long value) {
  public MailboxId {
    if (value < 1) {
      throw new IllegalArgumentException("mailbox id " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
