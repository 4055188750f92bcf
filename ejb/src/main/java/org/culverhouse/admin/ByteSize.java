package org.culverhouse.admin;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: {@code 2 GB} is 2,000,000,000 octets, {@code 2 GiB} is 2,147,483,648;
 * a bare number counts octets.
 */
public final class ByteSize {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19}(?:\\.\\d{1,6})?) ?([A-Za-z]{0,3})");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private ByteSize() {}

  /**
   * @throws IllegalArgumentException with a text for the person who wrote it
   */
  public static long parse(String text) {
    var match = FORM.matcher(text.strip());
    var unit = match.matches() ? UNITS.get(match.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          text + " is not a size: write a number of bytes, or 2 GB, 500 MB, 1.5 GiB");
    }
    try {
      return new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(unit)).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text + " is not a whole number of bytes below 2^63", e);
    }
  }
}
