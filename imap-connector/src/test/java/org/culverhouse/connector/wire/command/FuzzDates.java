package org.culverhouse.connector.wire.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Any octets as a date and as a date-time: what is taken means the same when it is written. */
public final class FuzzDates {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss '+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private FuzzDates() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    try {
      var date = Dates.date(Fragment.of(octets));
      require(date.equals(Dates.date(Fragment.of(written(date)))), date);
    } catch (Rejection | LiteralWanted refused) {
      // As commands expect it.
    }
    try {
      var time = Dates.dateTime(Fragment.of(octets));
      if (!time.isBefore(FIRST) && time.isBefore(END)) {
        require(time.equals(Dates.dateTime(Fragment.of(written(time)))), time);
      }
    } catch (Rejection | LiteralWanted refused) {
      // As commands expect it.
    }
  }

  private static byte[] written(LocalDate date) {
    return DATE.format(date).getBytes(ISO_8859_1);
  }

  private static byte[] written(Instant time) {
    return ("\"" + DATE_TIME.format(time) + "\"").getBytes(ISO_8859_1);
  }

  private static void require(boolean fits, Object what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    return Stream.of(
            "1-Jan-2026",
            "\"29-Feb-2024\"",
            "31-dec-0000",
            "\" 1-Jan-2026 10:00:00 +0000\"",
            "\"31-Dec-9999 23:59:60 -2359\"",
            "\"01-Jan-0000 00:00:00 +9959\"",
            "32-Jan-2026",
            "1-Foo-2026")
        .map(text -> text.getBytes(ISO_8859_1))
        .toList();
  }
}
