package org.culverhouse.api.command;

/** How messages are named in a command, and how the answer to SEARCH names them. */
public enum Numbering {
  SEQUENCE,
  UID
}
