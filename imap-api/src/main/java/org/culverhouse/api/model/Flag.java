package org.culverhouse.api.model;

/** A message flag (RFC 9051 section 2.3.2): one of the system flags, or a keyword. */
public sealed interface Flag permits SystemFlag, Keyword {
  /** The flag as written on the wire, {@code \Seen} or {@code $Forwarded}. */
  String wireName();
}
