package org.culverhouse.mime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;

/** Picks fields from a header (RFC 9051 section 6.4.5.1, HEADER.FIELDS and HEADER.FIELDS.NOT). */
public final class HeaderFields {
  private static final int FEW = 16;

  private HeaderFields() {}

  /**
   * The octets for the section: the fields it names, or all others, in their order and as they
   * stand, with the blank line that ends the header.
   */
  public static ByteBuffer select(ByteBuffer header, SectionName section) {
    byte[] octets = new byte[header.remaining()];
    header.get(header.position(), octets);
    boolean wanted = section.text() == Text.HEADER_FIELDS;
    Predicate<FieldCursor> named = named(section.fields());
    int blankLine = blankLine(octets);
    var fields = new FieldCursor(octets, 0, blankLine);
    int length = 0;
    while (fields.next()) {
      if (named.test(fields) == wanted) {
        length = keep(octets, fields.start(), fields.end(), length);
      }
    }
    // RFC 9051 section 7.5.2: always there, except in a message without body and blank line.
    length = keep(octets, blankLine, octets.length, length);
    return ByteBuffer.wrap(length < octets.length / 2 ? Arrays.copyOf(octets, length) : octets)
        .limit(length);
  }

  /** Moves octets to the front, over those that are not wanted; returns where they end then. */
  private static int keep(byte[] octets, int from, int to, int length) {
    System.arraycopy(octets, from, octets, length, to - from);
    return length + to - from;
  }

  /** The values of the fields of that name, unfolded and decoded (RFC 2047). */
  public static List<String> decoded(ByteBuffer header, String name) {
    byte[] octets = new byte[header.remaining()];
    header.get(header.position(), octets);
    var values = new ArrayList<String>();
    var fields = new FieldCursor(octets, 0, octets.length);
    while (fields.next()) {
      if (fields.isNamed(name)) {
        values.add(EncodedWords.decode(fields.value()));
      }
    }
    return values;
  }

  /** A few names are compared where they stand; for many, a set keeps the time linear. */
  private static Predicate<FieldCursor> named(List<String> names) {
    if (names.size() <= FEW) {
      return field -> {
        for (int i = 0; i < names.size(); i++) {
          if (field.isNamed(names.get(i))) {
            return true;
          }
        }
        return false;
      };
    }
    var lowerCase = new HashSet<String>();
    names.forEach(name -> lowerCase.add(name.toLowerCase(Locale.ROOT)));
    return field -> lowerCase.contains(field.name().toLowerCase(Locale.ROOT));
  }

  private static int blankLine(byte[] octets) {
    int end = octets.length;
    if (end == 0 || octets[end - 1] != '\n') {
      return end;
    }
    int start = end >= 2 && octets[end - 2] == '\r' ? end - 2 : end - 1;
    return start == 0 || octets[start - 1] == '\n' ? start : end;
  }
}
