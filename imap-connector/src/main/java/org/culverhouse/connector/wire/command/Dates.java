package org.culverhouse.connector.wire.command;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Dates in commands (RFC 9051 section 9):
 *
 * <pre>
 * date      = date-text / DQUOTE date-text DQUOTE
 * date-text = date-day "-" date-month "-" date-year
 * date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE
 * time      = 2DIGIT ":" 2DIGIT ":" 2DIGIT
 * zone      = ("+" / "-") 4DIGIT
 * </pre>
 */
final class Dates {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** A date is read from a short text, so that it can be named as a whole. */
  private static final class Reader {
    private final Lexer in;
    private final int from;
    private final String text;
    private final String what;
    private int at;

    Reader(Lexer in, int from, String text, String what) {
      this.in = in;
      this.from = from;
      this.text = text;
      this.what = what;
    }

    Rejection invalid(String why) {
      return in.badText(why + " in " + what, text, from);
    }

    void expect(char c) {
      if (!take(c)) {
        throw invalid("Expected \"" + c + "\"");
      }
    }

    boolean take(char c) {
      if (at >= text.length() || text.charAt(at) != c) {
        return false;
      }
      at++;
      return true;
    }

    int digits(int least, int most, String field) {
      int value = 0;
      int count = 0;
      while (count < most && at < text.length() && isDigit(text.charAt(at))) {
        value = 10 * value + text.charAt(at++) - '0';
        count++;
      }
      if (count < least) {
        throw invalid("Invalid " + field);
      }
      return value;
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    LocalDate date() {
      int day = digits(1, 2, "day");
      expect('-');
      int month = 0;
      if (at + 3 <= text.length()) {
        month = MONTHS.indexOf(text.substring(at, at + 3).toLowerCase(Locale.ROOT)) + 1;
      }
      if (month == 0) {
        throw invalid("Unknown month");
      }
      at += 3;
      expect('-');
      int year = digits(4, 4, "year");
      try {
        return LocalDate.of(year, month, day);
      } catch (DateTimeException noSuchDay) {
        throw invalid("No such day");
      }
    }

    LocalTime time() {
      int hour = digits(2, 2, "hour");
      expect(':');
      int minute = digits(2, 2, "minute");
      expect(':');
      int second = digits(2, 2, "second");
      if (hour > 23 || minute > 59 || second > 60) {
        throw invalid("Invalid time");
      }
      // A leap second is the second before it: the clock of Java has none.
      return LocalTime.of(hour, minute, Math.min(second, 59));
    }

    int zoneSeconds() {
      int sign = take('-') ? -1 : 1;
      if (sign > 0) {
        expect('+');
      }
      int hhmm = digits(4, 4, "zone");
      if (hhmm % 100 > 59) {
        throw invalid("Invalid zone");
      }
      return sign * (hhmm / 100 * 3600 + hhmm % 100 * 60);
    }

    void end() {
      if (at != text.length()) {
        throw invalid("Text behind the end");
      }
    }
  }

  private Dates() {}

  static LocalDate date(Lexer in) {
    var reader = reader(in, "date");
    var date = reader.date();
    reader.end();
    return date;
  }

  static Instant dateTime(Lexer in) {
    var reader = reader(in, "date-time");
    reader.take(' ');
    var date = reader.date();
    reader.expect(' ');
    var time = reader.time();
    reader.expect(' ');
    int zone = reader.zoneSeconds();
    reader.end();
    return date.atTime(time).toInstant(ZoneOffset.UTC).minusSeconds(zone);
  }

  private static Reader reader(Lexer in, String what) {
    int from = in.position();
    var text = new String(in.astring("a " + what), StandardCharsets.ISO_8859_1);
    return new Reader(in, from, text, what);
  }
}
