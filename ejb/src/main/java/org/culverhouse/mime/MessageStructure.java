package org.culverhouse.mime;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** What {@link MimeScanner} found in a message. Immutable. */
public final class MessageStructure {
  private final List<Part> parts;

  /** In the order in which they stand; a part comes before those in it. */
  MessageStructure(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  List<Part> parts() {
    return parts;
  }

  long size() {
    return parts.get(0).bodyEnd;
  }

  byte[] envelope() {
    return parts.get(0).header.envelope();
  }

  byte[] body() {
    return new BodyStructure(parts, BodyStructure.Extension.WITHOUT).render();
  }

  byte[] bodyStructure() {
    return new BodyStructure(parts, BodyStructure.Extension.WITH).render();
  }

  Optional<OffsetDateTime> sent() {
    return Optional.ofNullable(parts.get(0).header.sent());
  }

  /** As {@link StructureRecord#decode} reads it. */
  public ByteBuffer encode() {
    return RecordFormat.encode(this);
  }
}
