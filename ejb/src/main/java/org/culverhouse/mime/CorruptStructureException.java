package org.culverhouse.mime;

/** A stored structure record that is not what was written; the message must be scanned again. */
public final class CorruptStructureException extends Exception {
  private static final long serialVersionUID = 1;

  CorruptStructureException(String what, long expected, long found) {
    super("structure record: " + what + ", expected " + expected + ", found " + found);
  }
}
