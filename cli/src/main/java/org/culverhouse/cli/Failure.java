package org.culverhouse.cli;

/** The end of a command that could not be done: a line for a person, a code for a script. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode code;

  /**
   * @param line what is wrong and what to do about it
   */
  public Failure(ExitCode code, String line) {
    super(line, null, false, false);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }

  /** The message, certainly in one line. */
  public String line() {
    return String.valueOf(getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
