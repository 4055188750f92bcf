package org.culverhouse.sasl;

/** A response that has not the form of its mechanism; the text holds nothing of it. */
public final class MalformedResponseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedResponseException(String message) {
    super(message);
  }
}
