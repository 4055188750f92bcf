package org.culverhouse.mailbox;

/** A refusal with a reason; the text is meant for the person at the mail program. */
public final class MailException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  public MailException(Reason reason, String text) {
    super(text, null, false, false);
    this.reason = reason;
  }

  /** With what lies behind it, for the log. */
  public MailException(Reason reason, String text, Throwable cause) {
    super(text, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
