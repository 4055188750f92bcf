package org.culverhouse.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Content-Type (RFC 2045 section 5). */
record MediaType(String type, String subtype, Parameters parameters) {
  /** Also for a field that does not follow the syntax (RFC 2045 section 5.2). */
  static final MediaType TEXT_PLAIN = new MediaType("text", "plain", Parameters.NONE).withCharset();

  static final MediaType MESSAGE_RFC822 = new MediaType("message", "rfc822", Parameters.NONE);
  static final MediaType OCTET_STREAM =
      new MediaType("application", "octet-stream", Parameters.NONE);

  private static final String DELIMITERS = "/;,<>@:\\[]=";

  static Optional<MediaType> parse(String value) {
    var field = new FieldLexer(value);
    field.skipBlanks();
    String type = field.readAtom(DELIMITERS);
    field.skipBlanks();
    if (type.isEmpty() || !field.skipIf('/')) {
      return Optional.empty();
    }
    field.skipBlanks();
    String subtype = field.readAtom(DELIMITERS);
    if (subtype.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new MediaType(type, subtype, Parameters.read(field)));
  }

  boolean is(String expectedType, String expectedSubtype) {
    return isA(expectedType) && subtype.equalsIgnoreCase(expectedSubtype);
  }

  boolean isA(String expectedType) {
    return type.equalsIgnoreCase(expectedType);
  }

  /** A boundary that fits into a line (RFC 5322 section 2.1.1). */
  boolean hasUsableBoundary() {
    return parameters
        .value("boundary")
        .filter(boundary -> !boundary.isBlank() && boundary.length() <= OpenParts.MAX_BOUNDARY)
        .isPresent();
  }

  /** Text without a charset is US-ASCII (RFC 2046 section 4.1.2), and clients are told so. */
  MediaType withCharset() {
    if (!isA("text") || parameters.value("charset").isPresent()) {
      return this;
    }
    var all = new ArrayList<>(parameters.list());
    all.add(new Parameter("charset", "us-ascii"));
    return new MediaType(type, subtype, new Parameters(List.copyOf(all)));
  }

  Charset charset() {
    return parameters.value("charset").map(Charsets::forName).orElse(StandardCharsets.UTF_8);
  }

  void render(Rendering out) {
    out.string(type).raw(" ").string(subtype).raw(" ");
    parameters.render(out);
  }
}
