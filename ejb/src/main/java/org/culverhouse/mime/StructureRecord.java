package org.culverhouse.mime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.SectionName;

/**
 * What is kept of a message's structure, so that FETCH need not read the message: a view of the
 * octets that {@link RecordFormat} describes. Immutable.
 */
public final class StructureRecord {
  private static final int BUFFER_SIZE = 64 * 1024;
  private static final long SECONDS_A_DAY = 24 * 60 * 60;

  /** Where the folded values begin. */
  private static final int FOLDED = RecordFormat.HEADER_SIZE;

  private final ByteBuffer record;

  private StructureRecord(ByteBuffer record) {
    this.record = record;
  }

  /** Reads the message once and returns its encoded record. */
  public static ByteBuffer scan(Content message) throws IOException {
    return scan(message, KeptFields.STANDARD);
  }

  /** The same, with texts in that form. */
  public static ByteBuffer scan(Content message, StringForm form) throws IOException {
    return scan(message, KeptFields.STANDARD, form);
  }

  public static ByteBuffer scan(Content message, KeptFields kept) throws IOException {
    return scan(message, kept, StringForm.ASCII);
  }

  private static ByteBuffer scan(Content message, KeptFields kept, StringForm form)
      throws IOException {
    var scanner = new MimeScanner(kept, form);
    var pieces = message.pieces();
    if (pieces.isEmpty()) {
      feed(message, scanner);
    } else {
      pieces.forEach(scanner::feed);
    }
    var structure = scanner.finish();
    return structure.encode(structure.preview(message));
  }

  private static void feed(Content message, MimeScanner scanner) throws IOException {
    long size = message.size();
    var buffer = ByteBuffer.allocate((int) Math.min(BUFFER_SIZE, Math.max(1, size)));
    for (long at = 0; at < size; at += buffer.limit()) {
      buffer.clear();
      if (message.read(at, buffer) == 0) {
        throw new EOFException("message of " + size + " octets ends at " + at);
      }
      scanner.feed(buffer.flip());
    }
  }

  /** A view of an encoded record; the buffer is not copied. */
  public static StructureRecord decode(ByteBuffer encoded) throws CorruptStructureException {
    var record = encoded.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    RecordFormat.check(record);
    return new StructureRecord(record);
  }

  /**
   * Whether ENVELOPE, BODY or BODYSTRUCTURE may look different in UTF-8: there is an encoded word
   * such as those we write, or a parameter with a charset.
   */
  public static boolean mayDifferInUtf8(ByteBuffer rendered) {
    var text = StandardCharsets.ISO_8859_1.decode(rendered.duplicate()).toString();
    return text.contains(EncodedWords.OPENING) || text.contains("*\" \"");
  }

  /** ENVELOPE in IMAP syntax, with its parentheses. */
  public ByteBuffer envelope() throws CorruptStructureException {
    return texts().envelope();
  }

  /** BODY, which is BODYSTRUCTURE without extension data. */
  public ByteBuffer body() throws CorruptStructureException {
    return BasicBody.of(bodyStructure());
  }

  public ByteBuffer bodyStructure() throws CorruptStructureException {
    return texts().bodyStructure();
  }

  /**
   * The octets for a section HEADER.FIELDS of the message itself, as {@link HeaderFields#select}
   * picks them from its header; empty if not all of these fields are kept here.
   */
  public Optional<ByteBuffer> headerFields(SectionName section) throws CorruptStructureException {
    boolean isOfFields =
        section.part().isEmpty() && section.text() == SectionName.Text.HEADER_FIELDS;
    return isOfFields && keepsAll(section.fields())
        ? Optional.of(HeaderFields.select(fields(), section))
        : Optional.empty();
  }

  /** How many octets {@link #headerFields} looks through. */
  public int fieldsLength() {
    return RecordFormat.getU16(record, RecordFormat.FIELDS_AT);
  }

  private boolean keepsAll(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!keeps(names.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether all fields of that name are among {@link #fields}. */
  boolean keeps(String name) {
    return (kept() & RecordFormat.HAS_FIELDS) != 0
        && (KeptFields.isUsual(name) || isAmongMore(name));
  }

  private boolean isAmongMore(String name) {
    int length = RecordFormat.getU16(record, RecordFormat.MORE_AT);
    if (length == 0) {
      return false;
    }
    var names = StandardCharsets.US_ASCII.decode(record.slice(moreAt(), length)).toString();
    return names.lines().anyMatch(name::equalsIgnoreCase);
  }

  /** Fields of the header, in their order and as they stand, and its blank line. */
  ByteBuffer fields() throws CorruptStructureException {
    return texts().fields();
  }

  /** Whether {@link #folded} and the keys to sort by are known. */
  boolean hasFolded() {
    return (kept() & RecordFormat.HAS_FOLDED) != 0;
  }

  /** As {@link FoldedFields} writes them. */
  ByteBuffer folded() {
    return record
        .slice(FOLDED, RecordFormat.getU16(record, RecordFormat.FOLDED_AT))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * By what SORT and THREAD compare messages (RFC 5256 section 3), folded, in UTF-8; empty if it is
   * not kept.
   */
  public Optional<ByteBuffer> sortKey(SortKey key) {
    if (!hasFolded()) {
      return Optional.empty();
    }
    int at = RecordFormat.KEYS_AT + key.ordinal() * Integer.BYTES;
    int start = RecordFormat.getU16(record, at);
    return Optional.of(record.slice(FOLDED + start, RecordFormat.getU16(record, at + 2)));
  }

  /** A number that stands for the Message-ID; 0 if there is none. */
  public long messageId() {
    return record.getLong(RecordFormat.MESSAGE_ID_AT);
  }

  /** The same for References, the oldest first, or for In-Reply-To if there are none. */
  public long[] references() {
    var references = new long[RecordFormat.getU16(record, RecordFormat.REFERENCES_AT)];
    for (int i = 0; i < references.length; i++) {
      references[i] = record.getLong(referencesAt() + i * Long.BYTES);
    }
    return references;
  }

  /** The beginning of the text, 200 characters at most (RFC 8970). */
  public String preview() {
    int length = RecordFormat.getU16(record, RecordFormat.PREVIEW_AT);
    return StandardCharsets.UTF_8.decode(record.slice(previewAt(), length)).toString();
  }

  private int kept() {
    return RecordFormat.getU16(record, RecordFormat.KEPT_AT);
  }

  /** Size of the message. */
  public long size() {
    return part(0).bodyEnd();
  }

  /** Size of the message's header with the blank line. */
  public long headerSize() {
    return part(0).bodyStart();
  }

  /**
   * Where that section lies in the message, or empty if there is no such part. For HEADER.FIELDS
   * and HEADER.FIELDS.NOT it is the whole header, from which {@link HeaderFields#select} picks.
   */
  public Optional<Range> locate(SectionName section) {
    return new SectionFinder(this).find(section);
  }

  /**
   * The part without its transfer encoding, from the octets that {@link #locate} has found; closing
   * it closes them. A part that holds others, and the message as a whole, are as they stand.
   *
   * @return empty if nobody knows the encoding
   */
  public Optional<DecodedContent> decoded(List<Integer> part, Content octets) throws IOException {
    var encoding = new SectionFinder(this).encoding(part);
    return encoding == TransferEncoding.UNKNOWN
        ? Optional.empty()
        : Optional.of(new DecodedContent(octets, encoding));
  }

  /** The date of the Date field. */
  public Optional<OffsetDateTime> sent() {
    int zone = record.getInt(RecordFormat.ZONE_AT);
    if (zone == RecordFormat.NO_DATE) {
      return Optional.empty();
    }
    var instant = Instant.ofEpochSecond(record.getLong(RecordFormat.DATE_AT));
    return Optional.of(instant.atOffset(ZoneOffset.ofTotalSeconds(zone)));
  }

  /**
   * The date of the Date field without regard to time and zone, as SENTBEFORE and so on want, in
   * days since 1970.
   */
  public OptionalLong sentDay() {
    int zone = record.getInt(RecordFormat.ZONE_AT);
    return zone == RecordFormat.NO_DATE
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.floorDiv(record.getLong(RecordFormat.DATE_AT) + zone, SECONDS_A_DAY));
  }

  int partCount() {
    return RecordFormat.getU16(record, RecordFormat.PARTS_AT);
  }

  PartEntry part(int index) {
    return new PartEntry(record, partsAt() + index * RecordFormat.PART_SIZE);
  }

  private int partsAt() {
    return FOLDED + RecordFormat.getU16(record, RecordFormat.FOLDED_AT);
  }

  private int referencesAt() {
    return partsAt() + partCount() * RecordFormat.PART_SIZE;
  }

  private int previewAt() {
    return referencesAt() + RecordFormat.getU16(record, RecordFormat.REFERENCES_AT) * Long.BYTES;
  }

  private int moreAt() {
    return previewAt() + RecordFormat.getU16(record, RecordFormat.PREVIEW_AT);
  }

  private RecordTexts texts() {
    return new RecordTexts(record, moreAt() + RecordFormat.getU16(record, RecordFormat.MORE_AT));
  }
}
