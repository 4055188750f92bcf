package org.culverhouse.script;

import java.util.List;

/**
 * One thing that a script does on one of its connections, and what it expects then.
 *
 * @param line where it stands in the script
 * @param more the lines {@code > text} sent at each {@code +}
 */
public record Step(
    int line, int connection, Action action, List<Template> more, List<Expectation> expected) {
  sealed interface Action {}

  /** A command with its tag, until the tagged answer. */
  record Command(Outcome outcome, Template text) implements Action {}

  /** IDLE until the server says {@code +}. */
  record Idle() implements Action {}

  /** DONE until IDLE has been answered. */
  record Done() implements Action {}

  /** Waits until everything expected has been said. */
  record Hears() implements Action {}

  /** Sends a line as it is. */
  record Sends(Template text) implements Action {}

  /** The TLS handshake after STARTTLS. */
  record StartsTls() implements Action {}

  /** Both sides deflate from here on, after COMPRESS (RFC 4978). */
  record Deflates() implements Action {}

  /** Nobody deflates any more, after UNAUTHENTICATE (RFC 8437 section 4.1). */
  record EndsDeflation() implements Action {}

  /** Closes the socket without a word. */
  record HangsUp() implements Action {}

  enum Outcome {
    OK,
    NO,
    BAD,
    /** NO or BAD: where the RFC leaves the choice. */
    FAIL;

    boolean admits(String condition) {
      return name().equals(condition)
          || this == FAIL && (condition.equals("NO") || condition.equals("BAD"));
    }
  }

  sealed interface Expectation {
    int line();

    Template text();
  }

  /** {@code * …}: said once, in any order. */
  record Said(int line, Template text) implements Expectation {}

  /** {@code ! * …}: not said. */
  record NotSaid(int line, Template text) implements Expectation {}

  /** {@code = [code]}: the response code of the tagged answer; {@code = []} for none. */
  record Code(int line, Template text) implements Expectation {}

  /** {@code +} and {@code ! +}: whether the server asked for more. */
  record Continuation(int line, Template text, boolean asked) implements Expectation {}

  /** {@code gone 2,3}: the EXPUNGEs, in whatever order, take away what had these numbers. */
  record Gone(int line, Template text) implements Expectation {}

  /** {@code tagged x ok}: the answer to a command that was sent with {@code send}. */
  record Tagged(int line, Template text) implements Expectation {}
}
