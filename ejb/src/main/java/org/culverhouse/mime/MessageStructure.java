package org.culverhouse.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.Content;

/** What {@link MimeScanner} found in a message. Immutable. */
public final class MessageStructure {
  private final List<Part> parts;
  private final HeaderSummary summary;

  /** In the order in which they stand; a part comes before those in it. */
  MessageStructure(List<Part> parts, HeaderSummary summary) {
    this.parts = List.copyOf(parts);
    this.summary = summary;
  }

  List<Part> parts() {
    return parts;
  }

  HeaderSummary summary() {
    return summary;
  }

  long size() {
    return parts.get(0).bodyEnd;
  }

  byte[] envelope() {
    return parts.get(0).header.envelope();
  }

  byte[] bodyStructure() {
    return new BodyStructure(parts).render();
  }

  Optional<OffsetDateTime> sent() {
    return Optional.ofNullable(parts.get(0).header.sent());
  }

  /** The beginning of the first text in the message. */
  String preview(Content message) throws IOException {
    for (var part : parts) {
      if (part.header.kind() == Part.Kind.TEXT) {
        var type = part.header.type();
        long end = Math.min(part.bodyEnd, part.bodyStart + Preview.MAX_OCTETS);
        var body = Range.between(part.bodyStart, end);
        var octets = new DecodedOctets(message, body, part.header.encoding(), Preview.PIECE);
        return Preview.of(new DecodedText(octets, type.charset()), type.is("text", "html"));
      }
    }
    return "";
  }

  /** As {@link StructureRecord#decode} reads it. */
  public ByteBuffer encode() {
    return RecordFormat.encode(this, "");
  }

  ByteBuffer encode(String preview) {
    return RecordFormat.encode(this, preview);
  }
}
