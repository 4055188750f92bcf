package org.culverhouse.api.model;

import java.util.Locale;

/**
 * A keyword flag (RFC 9051 section 2.3.2): an atom of at most 255 characters. Two spellings that
 * differ in case are the same keyword; the first spelling is the one that is shown.
 */
public record Keyword(String name) implements Flag {
  public static final int MAX_LENGTH = 255;

  public Keyword {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("keyword of " + name.length() + " characters");
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isAtomChar(name.charAt(i))) {
        throw new IllegalArgumentException("keyword " + name);
      }
    }
  }

  private static boolean isAtomChar(char c) {
    return c > ' ' && c < 0x7F && "(){%*\"\\]".indexOf(c) < 0;
  }

  /** What makes two keywords the same. */
  public String key() {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String wireName() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keyword keyword && keyword.name.equalsIgnoreCase(name);
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
