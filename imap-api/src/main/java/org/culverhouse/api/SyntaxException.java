package org.culverhouse.api;

/**
 * The client broke the grammar; the text names the offending token and may be shown to it. Answered
 * with BAD.
 */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SyntaxException(String message) {
    super(message);
  }
}
