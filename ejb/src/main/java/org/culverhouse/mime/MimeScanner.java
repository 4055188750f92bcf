package org.culverhouse.mime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.mime.Part.DefaultType;
import org.culverhouse.mime.Part.Kind;
import org.culverhouse.mime.Part.Role;

/**
 * Finds the parts of a message in one pass while its octets arrive (RFC 2046 section 5). Keeps
 * offsets, not content; lines may end with CRLF or a lone LF; whatever comes, the result is a tree
 * within the bounds and the time is linear. Used by one thread, for one message.
 */
public final class MimeScanner {
  static final int MAX_DEPTH = 100;
  static final int MAX_PARTS = 10_000;

  private static final int COPY_SIZE = 16 * 1024;

  private enum State {
    LINE_START,
    /** In a header, after a CR at the start of a line. */
    BLANK_LINE,
    /** In a line that may be a boundary. */
    DASHES,
    BOUNDARY_REST,
    CLOSING_REST,
    IN_LINE
  }

  private final List<Part> parts = new ArrayList<>();
  private final OpenParts open = new OpenParts(MAX_DEPTH);
  private final LineFeeds lineFeeds = new LineFeeds();
  private final HeaderParser headers;
  private final KeptHeader header = new KeptHeader();
  private final byte[] dashes = new byte[OpenParts.MAX_BOUNDARY + 4];
  private int dashesLength;
  private State state = State.LINE_START;
  private boolean inHeader;
  private long lines;
  private long lineStart;
  private int lastLineEnd;
  private byte lastOctet;
  private long origin;
  private long position;

  public MimeScanner() {
    this(KeptFields.STANDARD, StringForm.ASCII);
  }

  MimeScanner(KeptFields kept, StringForm form) {
    headers = new HeaderParser(kept, form);
    startPart(0, Role.MESSAGE_ROOT, DefaultType.TEXT_PLAIN);
  }

  /** Takes the next octets of the message, from position to limit. */
  public void feed(ByteBuffer octets) {
    if (octets.hasArray()) {
      int start = octets.arrayOffset() + octets.position();
      scan(octets.array(), start, start + octets.remaining());
      octets.position(octets.limit());
      return;
    }
    byte[] copy = new byte[Math.min(COPY_SIZE, octets.remaining())];
    while (octets.hasRemaining()) {
      int count = Math.min(copy.length, octets.remaining());
      octets.get(copy, 0, count);
      scan(copy, 0, count);
    }
  }

  /** The message is complete. */
  public MessageStructure finish() {
    if (state == State.BLANK_LINE) {
      header.append((byte) '\r');
    }
    if (state == State.DASHES) {
      decideBoundary();
    }
    endHeaders(position);
    closeParts(0, position, lines);
    return new MessageStructure(parts, headers.summary());
  }

  private void scan(byte[] octets, int start, int end) {
    if (start == end) {
      return;
    }
    origin = position - start;
    int at = start;
    while (at < end) {
      at =
          switch (state) {
            case LINE_START -> startLine(octets, at);
            case BLANK_LINE -> blankLine(octets, at);
            case DASHES -> collectDashes(octets, at, end);
            case BOUNDARY_REST, CLOSING_REST -> boundaryRest(octets, at, end);
            case IN_LINE -> inHeader ? headerLine(octets, at, end) : bodyLines(octets, at, end);
          };
    }
    position = origin + end;
    lastOctet = octets[end - 1];
  }

  private int startLine(byte[] octets, int at) {
    lineStart = origin + at;
    byte first = octets[at];
    if (first == '-' && open.waitsForBoundary()) {
      dashesLength = 0;
      state = State.DASHES;
      return at;
    }
    if (inHeader && first == '\r') {
      state = State.BLANK_LINE;
      return at + 1;
    }
    if (inHeader && first == '\n') {
      return endBlankLine(at, 1);
    }
    state = State.IN_LINE;
    return at;
  }

  private int blankLine(byte[] octets, int at) {
    if (octets[at] == '\n') {
      return endBlankLine(at, 2);
    }
    header.append((byte) '\r');
    state = State.IN_LINE;
    return at;
  }

  private int endBlankLine(int at, int lineEnd) {
    lines++;
    lastLineEnd = lineEnd;
    state = State.LINE_START;
    endHeader(origin + at + 1);
    return at + 1;
  }

  private int collectDashes(byte[] octets, int from, int end) {
    int at = from;
    while (at < end && dashesLength < dashes.length && octets[at] != '\n') {
      dashes[dashesLength++] = octets[at++];
      if (dashesLength == 2 && dashes[1] != '-') {
        return noBoundary(at);
      }
    }
    if (at == end && dashesLength < dashes.length) {
      return at;
    }
    decideBoundary();
    return at;
  }

  private void decideBoundary() {
    int index = open.match(dashes, dashesLength);
    if (index < 0) {
      noBoundary(0);
      return;
    }
    int after = 2 + open.boundaryLength(index);
    boolean closing = dashesLength >= after + 2 && dashes[after] == '-' && dashes[after + 1] == '-';
    if (!closing && parts.size() >= MAX_PARTS) {
      // The last part takes the rest.
      noBoundary(0);
      return;
    }
    endPartsBeforeBoundary(index);
    if (closing) {
      open.stopWaiting(index);
    }
    state = closing ? State.CLOSING_REST : State.BOUNDARY_REST;
  }

  private int noBoundary(int at) {
    if (inHeader) {
      header.append(dashes, 0, dashesLength);
    }
    state = State.IN_LINE;
    return at;
  }

  /** RFC 2046 section 5.1.1: the line end in front of the dashes belongs to the boundary. */
  private void endPartsBeforeBoundary(int index) {
    if (open.size() == index + 1) {
      return;
    }
    long end = Math.max(lineStart - lastLineEnd, open.at(index + 1).headerStart);
    endHeaders(end);
    closeParts(index + 1, end, end < lineStart ? lines - 1 : lines);
  }

  private int boundaryRest(byte[] octets, int at, int end) {
    int feed = LineFeeds.find(octets, at, end);
    if (feed == end) {
      return end;
    }
    endLine(octets, feed);
    if (state == State.BOUNDARY_REST) {
      startChild(origin + feed + 1);
    }
    state = State.LINE_START;
    return feed + 1;
  }

  private void startChild(long at) {
    startPart(at, Role.BODY_PART, open.innermost().header.childType());
  }

  private int headerLine(byte[] octets, int at, int end) {
    int feed = LineFeeds.find(octets, at, end);
    if (feed == end) {
      header.append(octets, at, end);
      return end;
    }
    header.append(octets, at, feed + 1);
    endLine(octets, feed);
    state = State.LINE_START;
    return feed + 1;
  }

  private int bodyLines(byte[] octets, int at, int end) {
    if (!open.waitsForBoundary()) {
      lineFeeds.countLines(octets, at, end);
      lines += lineFeeds.passed();
      return end;
    }
    int feed = lineFeeds.passLines(octets, at, end);
    lines += lineFeeds.passed();
    if (feed == end) {
      return end;
    }
    endLine(octets, feed);
    state = State.LINE_START;
    return feed + 1;
  }

  private void endLine(byte[] octets, int feed) {
    lines++;
    byte before = origin + feed == position ? lastOctet : octets[feed - 1];
    lastLineEnd = before == '\r' ? 2 : 1;
  }

  private void startPart(long at, Role role, DefaultType defaultType) {
    var part = new Part(open.size(), at, role, defaultType);
    parts.add(part);
    open.push(part);
    header.clear();
    inHeader = true;
  }

  private void endHeader(long at) {
    var part = open.innermost();
    boolean mayNest = !open.isFull() && parts.size() < MAX_PARTS;
    part.startBody(at, lines, headers.parse(header, part.role, part.defaultType, mayNest));
    inHeader = false;
    if (part.header.kind() == Kind.MULTIPART) {
      open.waitFor(part.header.boundary());
    }
    if (part.header.kind() == Kind.MESSAGE) {
      startPart(at, Role.MESSAGE_ROOT, DefaultType.TEXT_PLAIN);
    }
  }

  /** Ends the header that is being read, and the empty one of a message in it. */
  private void endHeaders(long at) {
    while (inHeader) {
      endHeader(at);
    }
  }

  private void closeParts(int first, long end, long linesSoFar) {
    while (open.size() > first) {
      open.pop().end(end, linesSoFar);
    }
  }
}
