package org.culverhouse.mime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.culverhouse.mime.Part.Kind;

/**
 * The octets of a structure record, version 3, little-endian (docs/formats/cch.md).
 *
 * <pre>
 *  0  u32 magic "CMS3"             28  u16 length of the preview
 *  4  u16 number of parts          30  u16 packed length of the fields
 *  6  u16 what is kept: 1 fields,  32  u32 length of ENVELOPE, u32 packed
 *         2 folded values; 4 texts 40  u32 length of BODYSTRUCTURE, u32 packed
 *         are packed               48  4 keys: u16 start, u16 length among the folded values
 *  8  i64 Date, seconds of the     64  u64 Message-ID
 *         epoch                    72  folded values
 * 16  i32 Date, seconds of its     parts, 24 octets each, in the order in which they begin
 *         zone; 2^31-1 without      0 u40 start of header   15 u40 lines         22 u8 depth
 *         Date                      5 u40 start of body     20 u8 kind           23 u8 0
 * 20  u16 length of the fields     10 u40 end of body       21 u8 encoding
 * 22  u16 length of the names of   references (u64 each), preview, names of further fields,
 *         further fields           ENVELOPE, fields, BODYSTRUCTURE
 * 24  u16 length of the folded
 *         values
 * 26  u16 number of references
 * </pre>
 *
 * The file it lies in guards it by a checksum; this checks all that could lead astray, but for what
 * is checked where it is read: the texts by {@link RecordTexts}, the folded values by {@link
 * HeaderQuery}.
 */
final class RecordFormat {
  static final int HEADER_SIZE = 72;
  static final int PART_SIZE = 24;
  static final int NO_DATE = Integer.MAX_VALUE;

  private static final int MAGIC = 0x33534d43;
  private static final long U40 = 0xff_ffff_ffffL;
  static final int HAS_FIELDS = 1;
  static final int HAS_FOLDED = 2;
  static final int IS_PACKED = 4;
  static final int PARTS_AT = 4;
  static final int KEPT_AT = 6;
  static final int DATE_AT = 8;
  static final int ZONE_AT = 16;
  static final int FIELDS_AT = 20;
  static final int MORE_AT = 22;
  static final int FOLDED_AT = 24;
  static final int REFERENCES_AT = 26;
  static final int PREVIEW_AT = 28;
  static final int PACKED_FIELDS_AT = 30;
  static final int ENVELOPE_AT = 32;
  static final int PACKED_ENVELOPE_AT = 36;
  static final int STRUCTURE_AT = 40;
  static final int PACKED_STRUCTURE_AT = 44;
  static final int KEYS_AT = 48;
  static final int KEYS = 4;
  static final int MESSAGE_ID_AT = 64;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;
  private static final long MAX_EPOCH_SECOND = 253_402_300_799L + MAX_OFFSET_SECONDS;
  private static final long MIN_EPOCH_SECOND = -62_167_219_200L - MAX_OFFSET_SECONDS;

  private RecordFormat() {}

  static ByteBuffer encode(MessageStructure structure, String previewText) {
    var parts = structure.parts();
    var summary = structure.summary();
    byte[] folded = summary.folded();
    byte[] preview = previewText.getBytes(StandardCharsets.UTF_8);
    byte[] more = summary.more();
    var texts = PackedTexts.of(structure);
    var references = summary.references();
    int fixed = HEADER_SIZE + parts.size() * PART_SIZE + references.size() * Long.BYTES;
    int rest = folded.length + preview.length + more.length + texts.length();
    var out = ByteBuffer.allocate(fixed + rest).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putShort((short) parts.size());
    out.putShort((short) (kept(summary) | (texts.isPacked() ? IS_PACKED : 0)));
    putDate(structure.sent(), out);
    out.putShort((short) texts.fields().plain()).putShort((short) more.length);
    out.putShort((short) folded.length).putShort((short) references.size());
    out.putShort((short) preview.length).putShort((short) texts.fields().octets().length);
    out.putInt(texts.envelope().plain()).putInt(texts.envelope().octets().length);
    out.putInt(texts.structure().plain()).putInt(texts.structure().octets().length);
    for (int key : summary.keys()) {
      out.putInt(summary.hasFolded() ? key : 0);
    }
    out.putLong(summary.messageId()).put(folded);
    parts.forEach(part -> put(part, out));
    references.forEach(out::putLong);
    return texts.put(out.put(preview).put(more)).flip();
  }

  private static int kept(HeaderSummary summary) {
    return (summary.hasFields() ? HAS_FIELDS : 0) | (summary.hasFolded() ? HAS_FOLDED : 0);
  }

  private static void putDate(Optional<OffsetDateTime> sent, ByteBuffer out) {
    out.putLong(sent.map(OffsetDateTime::toEpochSecond).orElse(0L));
    out.putInt(sent.map(date -> date.getOffset().getTotalSeconds()).orElse(NO_DATE));
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

  static int getU16(ByteBuffer in, int at) {
    return in.getShort(at) & 0xffff;
  }

  /** Throws unless everything in the record leads to somewhere inside of it. */
  static void check(ByteBuffer in) throws CorruptStructureException {
    require("size", in.limit() >= HEADER_SIZE + PART_SIZE, HEADER_SIZE + PART_SIZE, in.limit());
    require("magic", in.getInt(0) == MAGIC, MAGIC, in.getInt(0));
    int parts = getU16(in, PARTS_AT);
    require("parts", parts >= 1 && parts <= MimeScanner.MAX_PARTS, MimeScanner.MAX_PARTS, parts);
    checkTexts(in);
    long size = HEADER_SIZE + parts * (long) PART_SIZE;
    for (int at : new int[] {PACKED_ENVELOPE_AT, PACKED_STRUCTURE_AT}) {
      size += Integer.toUnsignedLong(in.getInt(at));
    }
    for (int at : new int[] {PACKED_FIELDS_AT, MORE_AT, FOLDED_AT, PREVIEW_AT}) {
      size += getU16(in, at);
    }
    size += getU16(in, REFERENCES_AT) * (long) Long.BYTES;
    require("size", size == in.limit(), size, in.limit());
    checkKeys(in);
    checkDate(in);
    checkParts(in, HEADER_SIZE + getU16(in, FOLDED_AT), parts);
  }

  /** Packed texts are short; others are as long as what stands here. */
  private static void checkTexts(ByteBuffer in) throws CorruptStructureException {
    long envelope = Integer.toUnsignedLong(in.getInt(ENVELOPE_AT));
    long structure = Integer.toUnsignedLong(in.getInt(STRUCTURE_AT));
    int fields = getU16(in, FIELDS_AT);
    if ((getU16(in, KEPT_AT) & IS_PACKED) != 0) {
      long most = Math.max(envelope + fields, structure);
      require("packed", most <= PackedText.MAX_WINDOW, PackedText.MAX_WINDOW, most);
      return;
    }
    require("ENVELOPE", envelope == in.getInt(PACKED_ENVELOPE_AT), envelope, 0);
    require("BODYSTRUCTURE", structure == in.getInt(PACKED_STRUCTURE_AT), structure, 0);
    require("fields", fields == getU16(in, PACKED_FIELDS_AT), fields, 0);
  }

  private static void checkKeys(ByteBuffer in) throws CorruptStructureException {
    int length = getU16(in, FOLDED_AT);
    for (int at = KEYS_AT; at < KEYS_AT + KEYS * Integer.BYTES; at += Integer.BYTES) {
      int end = getU16(in, at) + getU16(in, at + 2);
      require("key", end <= length, length, end);
    }
  }

  private static void checkDate(ByteBuffer in) throws CorruptStructureException {
    int offset = in.getInt(ZONE_AT);
    if (offset == NO_DATE) {
      return;
    }
    boolean exists = Math.abs((long) offset) <= MAX_OFFSET_SECONDS;
    require("zone", exists, MAX_OFFSET_SECONDS, offset);
    long second = in.getLong(DATE_AT);
    boolean inRange = second >= MIN_EPOCH_SECOND && second <= MAX_EPOCH_SECOND;
    require("date", inRange, MAX_EPOCH_SECOND, second);
  }

  private static void checkParts(ByteBuffer in, int first, int count)
      throws CorruptStructureException {
    int depth = -1;
    boolean message = false;
    long end = getU40(in, first + 10);
    for (int at = first; at < first + count * PART_SIZE; at += PART_SIZE) {
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
