package org.culverhouse.api;

/**
 * The client has gone away while something was written to it; no fault of anybody's, and not
 * logged.
 */
public final class ConnectionGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConnectionGoneException(String message) {
    super(message);
  }
}
