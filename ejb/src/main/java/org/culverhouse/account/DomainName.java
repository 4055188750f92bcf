package org.culverhouse.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a mail domain in its one form: lower case, NFC, and internationalised labels as
 * Unicode (RFC 5890), so that {@code XN--BCHER-KVA.example} and {@code Bücher.example} are one.
 */
public record DomainName(String value) implements Comparable<DomainName> {
  public static final int MAX_LENGTH = 253;

  /**
   * @throws IllegalArgumentException with a text for the person who wrote it
   */
  public DomainName {
    value = canonical(value);
  }

  private static String canonical(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a domain name has 1 to " + MAX_LENGTH + " characters, not " + text.length());
    }
    // IDN calls these dots too; in a name they would only serve to deceive.
    if (text.codePoints().anyMatch(c -> c == 0x3002 || c == 0xFF0E || c == 0xFF61)) {
      throw new IllegalArgumentException("a domain name has full stops between its labels only");
    }
    var folded = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    try {
      var ascii = IDN.toASCII(folded, IDN.USE_STD3_ASCII_RULES);
      if (ascii.length() > MAX_LENGTH || ascii.endsWith(".") || ascii.startsWith(".")) {
        throw new IllegalArgumentException(Printable.of(text) + " is not a domain name");
      }
      var unicode = IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES);
      return Normalizer.normalize(unicode, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Printable.of(text) + " is not a domain name", e);
    }
  }

  @Override
  public int compareTo(DomainName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
