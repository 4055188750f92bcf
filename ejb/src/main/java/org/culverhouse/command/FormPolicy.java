package org.culverhouse.command;

/** What becomes of a new message that does not have the form of one (RFC 5322). */
public enum FormPolicy {
  OFF,
  /** It is stored, and the client is told. */
  WARN,
  /** It is refused. */
  REJECT
}
