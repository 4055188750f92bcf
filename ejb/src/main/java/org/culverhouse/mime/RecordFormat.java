package org.culverhouse.mime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.OffsetDateTime;
import org.culverhouse.mime.Part.Kind;

/**
 * The octets of a structure record, version 1, little-endian.
 *
 * <pre>
 *  0  u32 magic "CMS1"          20  i32 Date, seconds of its zone; 2^31-1 without Date
 *  4  u32 number of parts       24  i64 Date, seconds of the epoch
 *  8  u32 length of ENVELOPE
 * 12  u32 length of BODY
 * 16  u32 length of BODYSTRUCTURE
 * 32  parts, 24 octets each, in the order in which they begin
 *      0 u40 start of header   15 u40 lines         22 u8 depth
 *      5 u40 start of body     20 u8 kind           23 u8 0
 *     10 u40 end of body       21 u8 encoding
 *     ENVELOPE, BODY, BODYSTRUCTURE
 * </pre>
 *
 * The file it lies in guards it by a checksum; this checks all that could lead astray.
 */
final class RecordFormat {
  static final int HEADER_SIZE = 32;
  static final int PART_SIZE = 24;
  static final int NO_DATE = Integer.MAX_VALUE;

  private static final int MAGIC = 0x31534d43;
  private static final long U40 = 0xff_ffff_ffffL;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;
  private static final long MAX_EPOCH_SECOND = 253_402_300_799L + MAX_OFFSET_SECONDS;
  private static final long MIN_EPOCH_SECOND = -62_167_219_200L - MAX_OFFSET_SECONDS;

  private RecordFormat() {}

  static ByteBuffer encode(MessageStructure structure) {
    var parts = structure.parts();
    byte[] envelope = structure.envelope();
    byte[] body = structure.body();
    byte[] bodyStructure = structure.bodyStructure();
    int size =
        HEADER_SIZE
            + parts.size() * PART_SIZE
            + envelope.length
            + body.length
            + bodyStructure.length;
    var out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(parts.size()).putInt(envelope.length).putInt(body.length);
    out.putInt(bodyStructure.length);
    var sent = structure.sent();
    out.putInt(sent.map(date -> date.getOffset().getTotalSeconds()).orElse(NO_DATE));
    out.putLong(sent.map(OffsetDateTime::toEpochSecond).orElse(0L));
    parts.forEach(part -> put(part, out));
    return out.put(envelope).put(body).put(bodyStructure).flip();
  }

  private static void put(Part part, ByteBuffer out) {
    putU40(part.headerStart, out);
    putU40(part.bodyStart, out);
    putU40(part.bodyEnd, out);
    putU40(part.lines, out);
    out.put((byte) part.header.kind().ordinal());
    out.put((byte) part.header.encoding().ordinal());
    out.put((byte) part.depth).put((byte) 0);
  }

  private static void putU40(long value, ByteBuffer out) {
    long bounded = Math.min(value, U40);
    out.putInt((int) bounded).put((byte) (bounded >>> 32));
  }

  static long getU40(ByteBuffer in, int at) {
    return Integer.toUnsignedLong(in.getInt(at)) | (in.get(at + 4) & 0xffL) << 32;
  }

  /** Throws unless everything in the record leads to somewhere inside of it. */
  static void check(ByteBuffer in) throws CorruptStructureException {
    require("size", in.limit() >= HEADER_SIZE + PART_SIZE, HEADER_SIZE + PART_SIZE, in.limit());
    require("magic", in.getInt(0) == MAGIC, MAGIC, in.getInt(0));
    long parts = Integer.toUnsignedLong(in.getInt(4));
    require("parts", parts >= 1 && parts <= MimeScanner.MAX_PARTS, MimeScanner.MAX_PARTS, parts);
    long size = HEADER_SIZE + parts * PART_SIZE;
    for (int at : new int[] {8, 12, 16}) {
      size += Integer.toUnsignedLong(in.getInt(at));
    }
    require("size", size == in.limit(), size, in.limit());
    checkDate(in);
    checkParts(in, (int) parts);
  }

  private static void checkDate(ByteBuffer in) throws CorruptStructureException {
    int offset = in.getInt(20);
    if (offset == NO_DATE) {
      return;
    }
    boolean exists = Math.abs((long) offset) <= MAX_OFFSET_SECONDS;
    require("zone", exists, MAX_OFFSET_SECONDS, offset);
    long second = in.getLong(24);
    boolean inRange = second >= MIN_EPOCH_SECOND && second <= MAX_EPOCH_SECOND;
    require("date", inRange, MAX_EPOCH_SECOND, second);
  }

  private static void checkParts(ByteBuffer in, int count) throws CorruptStructureException {
    int depth = -1;
    boolean message = false;
    long end = getU40(in, HEADER_SIZE + 10);
    for (int at = HEADER_SIZE; at < HEADER_SIZE + count * PART_SIZE; at += PART_SIZE) {
      checkOffsets(in, at, end);
      int kind = in.get(at + 20);
      require("kind", kind >= 0 && kind < Kind.values().length, 0, kind);
      int encoding = in.get(at + 21);
      boolean known = encoding >= 0 && encoding < TransferEncoding.values().length;
      require("encoding", known, 0, encoding);
      int below = in.get(at + 22);
      require("depth", below <= depth + 1 && below >= Math.min(1, depth + 1), depth + 1, below);
      require("message in message", !message || below == depth + 1, depth + 1, below);
      depth = below;
      message = kind == Kind.MESSAGE.ordinal();
    }
    require("message in last part", !message, 0, 1);
  }

  private static void checkOffsets(ByteBuffer in, int at, long end)
      throws CorruptStructureException {
    long headerStart = getU40(in, at);
    long bodyStart = getU40(in, at + 5);
    long bodyEnd = getU40(in, at + 10);
    require("start of header", headerStart <= bodyStart, bodyStart, headerStart);
    require("start of body", bodyStart <= bodyEnd, bodyEnd, bodyStart);
    require("end of body", bodyEnd <= end, end, bodyEnd);
  }

  private static void require(String what, boolean valid, long expected, long found)
      throws CorruptStructureException {
    if (!valid) {
      throw new CorruptStructureException(what, expected, found);
    }
  }
}
