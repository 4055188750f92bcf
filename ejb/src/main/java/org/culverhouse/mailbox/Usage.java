package org.culverhouse.mailbox;

/** What an account holds; a message in two mailboxes counts twice. */
public record Usage(long octets, long messages) {
  public static final Usage NONE = new Usage(0, 0);
}
