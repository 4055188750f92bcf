package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters after a content type or disposition (RFC 2045 section 5.1), with continuations
 * joined (RFC 2231 section 3). A value in another charset keeps its name with the asterisk, and in
 * ASCII its percent signs; in UTF-8 it is decoded (RFC 9051 section 7.5.2, BODYSTRUCTURE).
 */
record Parameters(List<Parameter> list) {
  static final Parameters NONE = new Parameters(List.of());

  /** More are passed over. */
  static final int MAX_COUNT = 128;

  private static final String DELIMITERS = ";=";

  /** Reads the rest of a field. */
  static Parameters read(FieldLexer field) {
    var raw = new ArrayList<Parameter>();
    while (!field.atEnd() && raw.size() < MAX_COUNT) {
      field.skipBlanks();
      String name = field.readAtom(DELIMITERS);
      field.skipBlanks();
      if (name.isEmpty()) {
        field.skipTo(";");
        field.skip();
      } else if (field.skipIf('=')) {
        field.skipBlanks();
        raw.add(new Parameter(name, readValue(field)));
      }
    }
    return new Parameters(joinContinuations(raw));
  }

  /** The value of the first parameter of that name, if it is ASCII as it has to be. */
  Optional<String> value(String name) {
    return list.stream()
        .filter(parameter -> parameter.name().equalsIgnoreCase(name))
        .map(Parameter::value)
        .filter(Parameters::isAscii)
        .findFirst();
  }

  /** A parenthesized list, or NIL. */
  void render(Rendering out) {
    if (list.isEmpty()) {
      out.raw("NIL");
      return;
    }
    String separator = "(";
    for (var written : list) {
      var parameter = out.form() == StringForm.ASCII ? toAscii(written) : toUtf8(written);
      out.raw(separator).string(parameter.name()).raw(" ").string(parameter.value());
      separator = " ";
    }
    out.raw(")");
  }

  /** Unquoted values may not contain spaces, but file names do. */
  private static String readValue(FieldLexer field) {
    if (field.peek() == '"') {
      return field.readQuoted();
    }
    var value = new StringBuilder(field.readAtom(";"));
    while (field.skipBlanks() && !field.atEnd() && field.peek() != ';') {
      String word = field.peek() == '"' ? field.readQuoted() : field.readAtom(";");
      value.append(' ').append(word);
    }
    return value.toString();
  }

  private static List<Parameter> joinContinuations(List<Parameter> raw) {
    boolean[] used = new boolean[raw.size()];
    var joined = new ArrayList<Parameter>(raw);
    for (int i = 0; i < raw.size(); i++) {
      String name = raw.get(i).name();
      int suffix = name.endsWith("*0") ? 2 : name.endsWith("*0*") ? 3 : 0;
      if (suffix > 0 && suffix < name.length() && !used[i]) {
        // The segments need not stand in order.
        joined.set(i, join(raw, name.substring(0, name.length() - suffix), used));
        used[i] = false;
      }
    }
    var result = new ArrayList<Parameter>();
    for (int i = 0; i < joined.size(); i++) {
      if (!used[i]) {
        result.add(joined.get(i));
      }
    }
    return List.copyOf(result);
  }

  private static Parameter join(List<Parameter> raw, String name, boolean[] used) {
    var segments = new ArrayList<Parameter>();
    boolean extended = false;
    int found;
    while ((found = indexOf(raw, name + "*" + segments.size(), used)) >= 0) {
      used[found] = true;
      segments.add(raw.get(found));
      extended |= raw.get(found).name().endsWith("*");
    }
    var value = new StringBuilder();
    for (var segment : segments) {
      boolean encode = extended && !segment.name().endsWith("*");
      value.append(encode ? percentEncode(segment.value()) : segment.value());
    }
    return new Parameter(extended ? name + "*" : name, value.toString());
  }

  private static int indexOf(List<Parameter> raw, String name, boolean[] used) {
    for (int i = 0; i < raw.size(); i++) {
      String candidate = raw.get(i).name();
      boolean matches =
          candidate.equalsIgnoreCase(name)
              || candidate.length() == name.length() + 1
                  && candidate.endsWith("*")
                  && candidate.regionMatches(true, 0, name, 0, name.length());
      if (matches && !used[i]) {
        return i;
      }
    }
    return -1;
  }

  /** RFC 2047 section 5 forbids encoded words in parameters; RFC 2231 section 4 has the way. */
  private static Parameter toAscii(Parameter parameter) {
    if (isAscii(parameter.value()) || parameter.name().endsWith("*")) {
      return parameter;
    }
    return new Parameter(parameter.name() + "*", "utf-8''" + percentEncode(parameter.value()));
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c < 0x80);
  }

  /** {@code charset'language'value}, with percent signs (RFC 2231 section 4). */
  private static Parameter toUtf8(Parameter parameter) {
    var value = parameter.value();
    int charset = value.indexOf('\'');
    int language = value.indexOf('\'', charset + 1);
    if (!parameter.name().endsWith("*") || charset < 0 || language < 0) {
      return parameter;
    }
    var octets = percentDecode(value.substring(language + 1));
    var text = new String(octets, Charsets.forName(value.substring(0, charset)));
    return new Parameter(parameter.name(), text.replace('\0', '\uFFFD'));
  }

  private static byte[] percentDecode(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      int octet = encoded[i] == '%' ? Hex.pair(encoded, i + 1, encoded.length) : -1;
      decoded.write(octet < 0 ? encoded[i] : octet);
      i += octet < 0 ? 0 : 2;
    }
    return decoded.toByteArray();
  }

  private static String percentEncode(String value) {
    var encoded = new StringBuilder(value.length() * 2);
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          Character.isLetterOrDigit(octet) && octet > 0 || "!#$&+-.^_`|~".indexOf(octet) >= 0;
      if (plain) {
        encoded.append((char) octet);
      } else {
        Hex.append(encoded, '%', octet);
      }
    }
    return encoded.toString();
  }
}
