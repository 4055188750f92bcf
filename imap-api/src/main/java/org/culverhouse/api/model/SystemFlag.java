package org.culverhouse.api.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The system flags that a client may set (RFC 9051 section 2.3.2); {@code \Recent} is not one of
 * them.
 */
public enum SystemFlag implements Flag {
  ANSWERED("\\Answered"),
  FLAGGED("\\Flagged"),
  DELETED("\\Deleted"),
  SEEN("\\Seen"),
  DRAFT("\\Draft");

  private final String wireName;

  SystemFlag(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /**
   * The bit that stands for this flag in {@link FlagSet#systemBits()} and in files; a promise of
   * the format.
   */
  public int bit() {
    return 1 << ordinal();
  }

  public static Optional<SystemFlag> named(String wireName) {
    return switch (wireName.toLowerCase(Locale.ROOT)) {
      case "\\answered" -> Optional.of(ANSWERED);
      case "\\flagged" -> Optional.of(FLAGGED);
      case "\\deleted" -> Optional.of(DELETED);
      case "\\seen" -> Optional.of(SEEN);
      case "\\draft" -> Optional.of(DRAFT);
      default -> Optional.empty();
    };
  }
}
