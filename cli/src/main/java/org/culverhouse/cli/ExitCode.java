package org.culverhouse.cli;

/** What a process tells the shell, with the numbers of sysexits.h. */
public enum ExitCode {
  OK(0),
  /** The command was used wrongly. */
  USAGE(64),
  /** The input was not as it should be. */
  DATAERR(65),
  /** The user or domain does not exist. */
  NOUSER(67),
  /** Something that is needed is not there: a running server, a JDK. */
  UNAVAILABLE(69),
  /** Our own fault. */
  SOFTWARE(70),
  /** A file or folder cannot be written. */
  CANTCREAT(73),
  /** It may work later: a port or a folder is in use. */
  TEMPFAIL(75),
  /** The system or the server does not allow it. */
  NOPERM(77),
  /** The configuration is wrong. */
  CONFIG(78);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
