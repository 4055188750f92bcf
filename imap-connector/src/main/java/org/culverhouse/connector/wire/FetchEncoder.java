package org.culverhouse.connector.wire;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.culverhouse.connector.wire.command.ObjectIds;

/** Writes FETCH responses (RFC 3501 section 7.4.2). */
final class FetchEncoder {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private FetchEncoder() {}

  static void encode(Response.Fetched fetched, Dialect dialect, WireWriter out) {
    if (dialect.uidOnly()) {
      out.put("* ").number(fetched.uid()).put(" UIDFETCH (");
    } else {
      out.put("* ").number(fetched.number()).put(" FETCH (");
    }
    var data = fetched.data();
    for (int i = 0; i < data.size(); i++) {
      if (i > 0) {
        out.put(' ');
      }
      encode(data.get(i), dialect, out);
    }
    out.put(')');
  }

  private static void encode(FetchData data, Dialect dialect, WireWriter out) {
    switch (data) {
      case FetchData.UidItem item -> out.put("UID ").number(item.uid());
      case FetchData.FlagsItem item -> {
        out.put("FLAGS ");
        FlagWords.write(item.flags(), item.recent() && !dialect.rev2() ? "\\Recent" : "", out);
      }
      case FetchData.InternalDateItem item -> {
        out.put("INTERNALDATE ");
        dateTime(item.date(), out);
      }
      case FetchData.EmailIdItem item ->
          out.put("EMAILID (").put(ObjectIds.show(item.id())).put(')');
      case FetchData.NoThreadIdItem item -> out.put("THREADID NIL");
      case FetchData.SaveDateItem item -> {
        out.put("SAVEDATE ");
        dateTime(item.date(), out);
      }
      case FetchData.PreviewItem item -> out.put("PREVIEW ").string(item.text());
      case FetchData.SizeItem item -> out.put("RFC822.SIZE ").number(item.octets());
      case FetchData.ModSeqItem item -> out.put("MODSEQ (").number(item.modSeq().value()).put(')');
      case FetchData.EnvelopeItem item -> out.put("ENVELOPE ").put(item.rendered());
      case FetchData.BodyItem item -> out.put("BODY ").put(item.rendered());
      case FetchData.BodyStructureItem item -> out.put("BODYSTRUCTURE ").put(item.rendered());
      case FetchData.SectionItem item -> {
        section(item.section(), item.origin(), out);
        out.put(' ').literal(item.content());
      }
      case FetchData.NoSectionItem item -> {
        section(item.section(), OptionalLong.empty(), out);
        out.put(" NIL");
      }
      case FetchData.BinaryItem item -> {
        binary("BINARY", item.part(), out);
        origin(item.origin(), out);
        out.put(' ');
        if (item.hasNul()) {
          out.literal8(item.content());
        } else {
          out.literal(item.content());
        }
      }
      case FetchData.NoBinaryItem item -> {
        binary("BINARY", item.part(), out);
        out.put(" NIL");
      }
      case FetchData.BinarySizeItem item -> {
        binary("BINARY.SIZE", item.part(), out);
        out.put(' ').number(item.octets());
      }
      case FetchData.Rfc822Item item -> out.put(name(item.item())).put(' ').literal(item.content());
    }
  }

  private static String name(FetchAttribute.Item item) {
    return item.name().replace('_', '.');
  }

  /** {@code date-time}; the day has two places. */
  private static void dateTime(Instant instant, WireWriter out) {
    var shown = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    var date = LocalDateTime.ofEpochSecond(shown.getEpochSecond(), 0, ZoneOffset.UTC);
    int day = date.getDayOfMonth();
    out.put('"').put(day < 10 ? ' ' : (char) ('0' + day / 10)).put((char) ('0' + day % 10));
    out.put('-').put(MONTHS[date.getMonthValue() - 1]).put('-');
    out.twoDigits(date.getYear() / 100).twoDigits(date.getYear() % 100).put(' ');
    out.twoDigits(date.getHour()).put(':').twoDigits(date.getMinute()).put(':');
    out.twoDigits(date.getSecond()).put(" +0000\"");
  }

  private static void section(SectionName section, OptionalLong origin, WireWriter out) {
    out.put("BODY[");
    var part = section.part();
    numbers(part, out);
    var text = text(section.text());
    out.put(part.isEmpty() || text.isEmpty() ? "" : ".").put(text);
    if (!section.fields().isEmpty()) {
      out.put(" (").spaced(section.fields(), out::astring).put(')');
    }
    out.put(']');
    origin(origin, out);
  }

  private static void binary(String name, List<Integer> part, WireWriter out) {
    out.put(name).put('[');
    numbers(part, out);
    out.put(']');
  }

  private static void numbers(List<Integer> part, WireWriter out) {
    for (int i = 0; i < part.size(); i++) {
      out.put(i == 0 ? "" : ".").number(part.get(i));
    }
  }

  private static void origin(OptionalLong origin, WireWriter out) {
    if (origin.isPresent()) {
      out.put('<').number(origin.getAsLong()).put('>');
    }
  }

  private static String text(SectionName.Text text) {
    return switch (text) {
      case WHOLE -> "";
      case HEADER -> "HEADER";
      case HEADER_FIELDS -> "HEADER.FIELDS";
      case HEADER_FIELDS_NOT -> "HEADER.FIELDS.NOT";
      case TEXT -> "TEXT";
      case MIME -> "MIME";
    };
  }
}
