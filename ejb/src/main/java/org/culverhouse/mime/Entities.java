package org.culverhouse.mime;

/** The few entities of HTML that stand in most texts. */
final class Entities {
  private Entities() {}

  /** What stands between {@code &} and {@code ;} as a character, or -1. */
  static int character(String name) {
    return switch (name) {
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot" -> '"';
      case "apos" -> '\'';
      case "nbsp" -> ' ';
      case "zwnj", "zwj", "shy" -> ' ';
      case "ndash" -> '\u2013';
      case "mdash" -> '\u2014';
      case "lsquo" -> '\u2018';
      case "rsquo" -> '\u2019';
      case "ldquo" -> '\u201c';
      case "rdquo" -> '\u201d';
      case "bull" -> '\u2022';
      case "hellip" -> '\u2026';
      case "euro" -> '\u20ac';
      case "copy" -> '\u00a9';
      case "auml" -> '\u00e4';
      case "ouml" -> '\u00f6';
      case "uuml" -> '\u00fc';
      case "Auml" -> '\u00c4';
      case "Ouml" -> '\u00d6';
      case "Uuml" -> '\u00dc';
      case "szlig" -> '\u00df';
      case "eacute" -> '\u00e9';
      case "egrave" -> '\u00e8';
      case "agrave" -> '\u00e0';
      case "ccedil" -> '\u00e7';
      default -> numeric(name);
    };
  }

  private static int numeric(String name) {
    if (!name.startsWith("#")) {
      return -1;
    }
    boolean isHex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int character = Integer.parseInt(name.substring(isHex ? 2 : 1), isHex ? 16 : 10);
      boolean exists =
          Character.isValidCodePoint(character)
              && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE);
      return exists ? character : -1;
    } catch (NumberFormatException none) {
      return -1;
    }
  }
}
