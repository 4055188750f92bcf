package org.culverhouse.mime;

/**
 * A part while it is being found. The encapsulated message of a message/rfc822 part is a part of
 * its own, one deeper.
 */
final class Part {
  /** What may stand below a part. */
  enum Kind {
    TEXT,
    OTHER,
    MULTIPART,
    MESSAGE
  }

  final int depth;
  final DefaultType defaultType;
  final Role role;
  long headerStart;
  long bodyStart;
  long bodyEnd;
  long lines;
  PartHeader header = PartHeader.OPAQUE;
  private long linesBefore;

  /** Whether a part has only Content- fields, or the whole header of a message. */
  enum Role {
    MESSAGE_ROOT,
    BODY_PART
  }

  /** The content type of a part that names none (RFC 2046 section 5.1.5). */
  enum DefaultType {
    TEXT_PLAIN,
    MESSAGE_RFC822
  }

  Part(int depth, long headerStart, Role role, DefaultType defaultType) {
    this.depth = depth;
    this.headerStart = headerStart;
    this.role = role;
    this.defaultType = defaultType;
  }

  void startBody(long at, long linesSoFar, PartHeader found) {
    header = found;
    bodyStart = at;
    linesBefore = linesSoFar;
  }

  /** A line end that belongs to the boundary may be that of the blank line, or of the header. */
  void end(long at, long linesSoFar) {
    headerStart = Math.min(headerStart, at);
    bodyStart = Math.min(bodyStart, at);
    bodyEnd = at;
    lines = Math.max(0, linesSoFar - linesBefore);
  }

  long size() {
    return bodyEnd - bodyStart;
  }
}
