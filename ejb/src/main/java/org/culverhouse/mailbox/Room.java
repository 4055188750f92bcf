package org.culverhouse.mailbox;

/** Whether there is room on the disk for more mail. */
public enum Room {
  SOME("There is room on the disk of the mail server again"),
  NONE("The disk of the mail server is full: no new mail can be stored, but mail can be deleted");

  private final String text;

  Room(String text) {
    this.text = text;
  }

  /** What users are told when it has come to this. */
  public String text() {
    return text;
  }
}
