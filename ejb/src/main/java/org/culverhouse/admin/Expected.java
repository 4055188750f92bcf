package org.culverhouse.admin;

/** Which version of a thing a change is meant for. */
public sealed interface Expected {
  /** Whatever it is now. */
  record Any() implements Expected {}

  record Version(long version) implements Expected {}

  Expected ANY = new Any();

  static Expected version(long version) {
    return new Version(version);
  }

  default boolean admits(long actual) {
    return switch (this) {
      case Any any -> true;
      case Version wanted -> wanted.version() == actual;
    };
  }
}
