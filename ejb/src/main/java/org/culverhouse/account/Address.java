package org.culverhouse.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The address of a user in its one form: lower case, NFC, dot-atom (RFC 5322 section 3.2.3, with
 * UTF-8 by RFC 6532). Quoted local parts are not addresses of users here, and neither is one with a
 * slash, which many HTTP servers refuse in a path.
 */
public record Address(String localPart, DomainName domain) {
  /** The octets of RFC 5321 section 4.5.3.1.1. */
  public static final int MAX_LOCAL_PART = 64;

  private static final String PUNCTUATION = "!#$%&'*+-=?^_`{|}~.";

  public Address {
    localPart = canonical(localPart);
  }

  /**
   * @throws IllegalArgumentException with a text for the person who wrote it
   */
  public static Address parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1) {
      throw new IllegalArgumentException(
          Printable.of(text) + " is not an address: write user@domain");
    }
    return new Address(text.substring(0, at), new DomainName(text.substring(at + 1)));
  }

  private static String canonical(String text) {
    if (text.length() > MAX_LOCAL_PART) {
      throw new IllegalArgumentException(
          "the part before the @ is longer than " + MAX_LOCAL_PART + " bytes");
    }
    var folded = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    folded = Normalizer.normalize(folded, Normalizer.Form.NFC);
    if (folded.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_LOCAL_PART) {
      throw new IllegalArgumentException(
          "the part before the @ is longer than " + MAX_LOCAL_PART + " bytes");
    }
    if (folded.startsWith(".") || folded.endsWith(".") || folded.contains("..")) {
      throw new IllegalArgumentException(
          "the part before the @ has a dot where none may be: " + Printable.of(text));
    }
    if (folded.isEmpty() || !folded.codePoints().allMatch(Address::isAllowed)) {
      throw new IllegalArgumentException(
          "the part before the @ holds a character that it may not: " + Printable.of(text));
    }
    return folded;
  }

  private static boolean isAllowed(int c) {
    if (c < 0x80) {
      return Character.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
    }
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
