package org.culverhouse.connector.wire.command;

import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.culverhouse.connector.wire.command.Octets.Kind;

/**
 * What stands in the brackets of BODY (RFC 9051 section 9):
 *
 * <pre>
 * section         = "[" [section-spec] "]"
 * section-spec    = section-msgtext / (section-part ["." section-text])
 * section-part    = nz-number *("." nz-number)
 * section-text    = section-msgtext / "MIME"
 * section-msgtext = "HEADER" / "HEADER.FIELDS" [".NOT"] SP header-list / "TEXT"
 * header-list     = "(" header-fld-name *(SP header-fld-name) ")"
 * </pre>
 */
final class Sections {
  /** More levels than any message may have that is taken apart. */
  private static final int DEEPEST_PART = 128;

  private Sections() {}

  static SectionName section(Lexer in) {
    in.expect('[');
    var part = new ArrayList<Integer>();
    var text = Text.WHOLE;
    boolean more = partNumbers(in, part);
    List<String> fields = List.of();
    if (more) {
      text = text(in, part.isEmpty());
      if (text == Text.HEADER_FIELDS || text == Text.HEADER_FIELDS_NOT) {
        in.sp();
        fields = in.list(() -> fieldName(in));
      }
    }
    in.expect(']');
    return new SectionName(part, text, fields);
  }

  /** {@code section-binary = "[" [section-part] "]"}. */
  static List<Integer> part(Lexer in) {
    in.expect('[');
    var part = new ArrayList<Integer>();
    if (partNumbers(in, part)) {
      throw in.expected("a part number");
    }
    in.expect(']');
    return part;
  }

  /** Returns whether something else must follow. */
  private static boolean partNumbers(Lexer in, List<Integer> part) {
    int from = in.position();
    boolean more = !in.peek(']');
    while (more && in.peek(Kind.DIGIT)) {
      part.add(partNumber(in));
      if (part.size() > DEEPEST_PART) {
        throw in.bad("A section deeper than " + DEEPEST_PART + " parts:", from);
      }
      more = in.take('.');
    }
    return more;
  }

  private static int partNumber(Lexer in) {
    int from = in.position();
    long number = in.nzNumber("a part number");
    if (number > Integer.MAX_VALUE) {
      throw in.bad("Part number out of range:", from);
    }
    return (int) number;
  }

  private static Text text(Lexer in, boolean ofMessage) {
    int from = in.position();
    var text =
        switch (in.label("a section")) {
          case "HEADER" -> Text.HEADER;
          case "HEADER.FIELDS" -> Text.HEADER_FIELDS;
          case "HEADER.FIELDS.NOT" -> Text.HEADER_FIELDS_NOT;
          case "TEXT" -> Text.TEXT;
          case "MIME" -> Text.MIME;
          default -> throw in.bad("Unknown section", from);
        };
    if (ofMessage && text == Text.MIME) {
      throw in.bad("Only a part has the section", from);
    }
    return text;
  }

  /** A field name as RFC 5322 section 3.6.8 has it: printable ASCII without the colon. */
  static String fieldName(Lexer in) {
    int from = in.position();
    var name = in.text("a header field name");
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7F || c == ':')) {
      throw in.bad("Invalid header field name", from);
    }
    return name;
  }
}
