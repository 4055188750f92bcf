package org.culverhouse.api.model;

import java.util.List;

/**
 * What stands in the brackets of BODY[…] (RFC 9051 section 6.4.5, {@code section-spec}).
 *
 * @param part the part numbers, empty for the message itself
 * @param text which text of that part
 * @param fields names for HEADER.FIELDS and HEADER.FIELDS.NOT as the client wrote them, else empty
 */
public record SectionName(List<Integer> part, Text text, List<String> fields) {
  /** Which text of a part is meant. */
  public enum Text {
    /** The part as it stands, or the whole message for an empty part. */
    WHOLE,
    HEADER,
    HEADER_FIELDS,
    HEADER_FIELDS_NOT,
    TEXT,
    MIME
  }

  public static final SectionName MESSAGE = new SectionName(List.of(), Text.WHOLE, List.of());

  public SectionName {
    part = List.copyOf(part);
    fields = List.copyOf(fields);
  }
}
