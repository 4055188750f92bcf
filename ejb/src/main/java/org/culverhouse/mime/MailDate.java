package org.culverhouse.mime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The date of a Date field, obsolete forms included: comments, two- and three-digit years, zones by
 * name, missing seconds (RFC 5322 sections 3.3 and 4.3). A leap second is the second before it.
 */
public final class MailDate {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String DELIMITERS = ",:";

  private final FieldLexer field;

  private MailDate(String value) {
    field = new FieldLexer(value);
  }

  /** Empty for what is no date, or none that exists. */
  public static Optional<OffsetDateTime> parse(String value) {
    try {
      return Optional.of(new MailDate(value).read());
    } catch (DateTimeException | NumberFormatException noDate) {
      return Optional.empty();
    }
  }

  private OffsetDateTime read() {
    String first = token();
    if (!first.isEmpty() && Character.isLetter(first.charAt(0))) {
      requireDayName(first);
      field.skipBlanks();
      field.skipIf(',');
      first = token();
    }
    int day = number(first, 1, 2);
    var date = readDate(day);
    var time = readTime();
    return OffsetDateTime.of(date, time, readZone());
  }

  private LocalDate readDate(int day) {
    String month = token();
    int index = month.length() < 3 ? -1 : MONTHS.indexOf(lower(month.substring(0, 3)));
    if (index < 0) {
      throw new DateTimeException("month " + month);
    }
    return LocalDate.of(readYear(), index + 1, day);
  }

  /** RFC 5322 section 4.3: 00 to 49 are of this century, other short ones count from 1900. */
  private int readYear() {
    String digits = token();
    int year = number(digits, 2, 4);
    return switch (digits.length()) {
      case 2 -> year < 50 ? 2000 + year : 1900 + year;
      case 3 -> 1900 + year;
      default -> year;
    };
  }

  private LocalTime readTime() {
    int hour = number(token(), 1, 2);
    requireColon();
    int minute = number(token(), 1, 2);
    field.skipBlanks();
    int second = field.skipIf(':') ? number(token(), 1, 2) : 0;
    return LocalTime.of(hour, minute, second == 60 ? 59 : second);
  }

  private void requireColon() {
    field.skipBlanks();
    if (!field.skipIf(':')) {
      throw new DateTimeException("time without colon");
    }
  }

  /** RFC 5322 section 4.3: a zone that nobody knows counts as -0000. */
  private ZoneOffset readZone() {
    String zone = token();
    if (zone.startsWith("+") || zone.startsWith("-")) {
      int digits = number(zone.substring(1), 4, 4);
      int minutes = digits / 100 * 60 + digits % 100;
      boolean exists = digits % 100 < 60 && minutes <= 18 * 60;
      return exists
          ? ZoneOffset.ofTotalSeconds((zone.charAt(0) == '-' ? -60 : 60) * minutes)
          : ZoneOffset.UTC;
    }
    return ZoneOffset.ofHours(
        switch (lower(zone)) {
          case "edt" -> -4;
          case "est", "cdt" -> -5;
          case "cst", "mdt" -> -6;
          case "mst", "pdt" -> -7;
          case "pst" -> -8;
          default -> 0;
        });
  }

  private static void requireDayName(String name) {
    boolean known =
        name.length() >= 3
            && List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")
                .contains(lower(name.substring(0, 3)));
    if (!known) {
      throw new DateTimeException("day " + name);
    }
  }

  private String token() {
    field.skipBlanks();
    return field.readAtom(DELIMITERS);
  }

  private static int number(String digits, int minLength, int maxLength) {
    boolean valid =
        digits.length() >= minLength
            && digits.length() <= maxLength
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!valid) {
      throw new DateTimeException("number " + digits);
    }
    return Integer.parseInt(digits);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
