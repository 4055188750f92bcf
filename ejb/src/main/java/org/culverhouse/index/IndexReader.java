package org.culverhouse.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.IndexSection.Stored;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/**
 * A mailbox from the sections of an index. Bitmaps are read into memory; columns stay where they
 * are, and are checked when they are used. Whatever does not fit together is an {@link
 * IllegalArgumentException}.
 */
public final class IndexReader {
  private static final int MAX_KEYWORDS = 1 << 16;
  private static final Stored ABSENT = new Stored(0, ByteBuffer.allocate(0));

  private final IndexSummary summary;
  private final Map<Integer, Stored> sections;
  private final Supplier<MailboxState> otherwise;

  private IndexReader(
      IndexSummary summary, Map<Integer, Stored> sections, Supplier<MailboxState> otherwise) {
    this.summary = summary;
    this.sections = sections;
    this.otherwise = otherwise;
  }

  /**
   * @param otherwise the mailbox with the same rows, for columns that turn out to be damaged
   */
  static MailboxState state(
      IndexSummary summary, Map<Integer, Stored> sections, Supplier<MailboxState> otherwise) {
    try {
      return new IndexReader(summary, sections, otherwise).state();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the sections do not make an index: " + e, e);
    }
  }

  /**
   * The state as it would be read from an index, in memory.
   *
   * @param places where the store keeps a body to which a row points
   */
  public static MailboxState rewritten(MailboxState state, LongUnaryOperator places) {
    var sections = new HashMap<Integer, Stored>();
    for (var section : IndexWriter.sections(state, places)) {
      var octets = new ByteArrayOutputStream();
      section.pieces().forEach(piece -> octets.write(piece.array(), 0, piece.remaining()));
      sections.put(
          section.id(), new Stored(section.codec(), ByteBuffer.wrap(octets.toByteArray())));
    }
    return state(IndexSummary.of(state), sections, () -> state);
  }

  private static void check(boolean fits, String what) {
    if (!fits) {
      throw new IllegalArgumentException(what);
    }
  }

  private ByteBuffer octets(int id) {
    check(stored(id).isSound(), "checksum of section " + id);
    return stored(id).octets().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private Stored stored(int id) {
    return sections.getOrDefault(id, ABSENT);
  }

  private MailboxState state() throws IOException {
    var live = bitmap(octets(SectionId.UIDS));
    int rows = summary.messages();
    check(live.size() == rows, "number of UIDs");
    check(
        summary.uidNext() >= 1 && (live.isEmpty() || live.last() < summary.uidNext()), "next UID");
    var keywords = keywords();
    var flags = flags(live, keywords.size());
    return new MailboxState(
        new UidValidity(summary.uidValidity()),
        new MailboxState.Counters(
            summary.uidNext(),
            summary.highestModSeq(),
            summary.firstRecentUid(),
            summary.totalSize()),
        live,
        live,
        flags,
        FlagMaps.EMPTY,
        keywords,
        MailboxState.numbers(keywords),
        modSeqs(rows),
        Columns.of(columns(rows)),
        new ExpungeHistory(summary.expungeFloor(), history()));
  }

  private StoredColumns columns(int rows) {
    return new StoredColumns(
        rows,
        column(SectionId.POINTER, rows, (state, row) -> state.columns.pointer(row)),
        column(SectionId.SIZE, rows, (state, row) -> state.columns.size(row)),
        column(SectionId.INTERNAL_DATE, rows, (state, row) -> state.columns.internalDate(row)),
        column(SectionId.SAVE_DATE, rows, (state, row) -> state.columns.row(row).savedDate()),
        StoredIds.of(stored(SectionId.EMAIL_ID), rows, row -> otherwise.get().columns.row(row)),
        column(SectionId.THREAD_ID, rows, (state, row) -> state.columns.row(row).threadId()),
        zones(rows));
  }

  private Zones zones(int rows) {
    check(stored(SectionId.ZONES).isSound(), "checksum of the zones");
    return Zones.of(stored(SectionId.ZONES), rows);
  }

  /** Asks a state for the number of a row. */
  private interface RowNumber {
    long of(MailboxState state, int row);
  }

  private StoredNumbers column(int id, int rows, RowNumber number) {
    return StoredNumbers.of(stored(id), rows, row -> number.of(otherwise.get(), row));
  }

  private static UidBitmap bitmap(ByteBuffer octets) throws IOException {
    var bits = new RoaringBitmap();
    if (octets.hasRemaining()) {
      bits.deserialize(octets);
      check(bits.serializedSizeInBytes() == octets.remaining(), "length of a bitmap");
      check(!bits.contains(0), "UID 0");
    }
    return UidBitmap.wrap(bits);
  }

  private static UidBitmap among(UidBitmap live, UidBitmap some) {
    check(live.bits().contains(some.bits()), "a flag on a message that does not exist");
    return some;
  }

  private FlagMaps flags(UidBitmap live, int keywordCount) throws IOException {
    var system = new ArrayList<UidBitmap>();
    for (var flag : SystemFlag.values()) {
      system.add(among(live, bitmap(octets(SectionId.FLAG + flag.ordinal()))));
    }
    check(system.get(SystemFlag.SEEN.ordinal()).size() == summary.seen(), "number of seen");
    check(system.get(SystemFlag.DELETED.ordinal()).size() == summary.deleted(), "of deleted");
    check(system.get(SystemFlag.FLAGGED.ordinal()).size() == summary.flagged(), "of flagged");
    var keywords = new ArrayList<UidBitmap>();
    for (var map : numbered(octets(SectionId.KEYWORD_MAPS))) {
      check(map.number >= keywords.size() && map.number < keywordCount, "number of a keyword");
      while (keywords.size() < map.number) {
        keywords.add(UidBitmap.EMPTY);
      }
      keywords.add(among(live, bitmap(map.octets)));
    }
    return new FlagMaps(system, keywords);
  }

  /**
   * @param octets of the bitmap
   */
  private record Numbered(long number, ByteBuffer octets) {}

  private static List<Numbered> numbered(ByteBuffer octets) throws IOException {
    var all = new ArrayList<Numbered>();
    while (octets.hasRemaining()) {
      long number = octets.getLong();
      int length = octets.getInt();
      octets.getInt();
      check(length >= 0 && length <= octets.remaining(), "length of a bitmap");
      all.add(new Numbered(number, octets.slice(octets.position(), length)));
      octets.position(octets.position() + Math.min(octets.remaining(), (length + 7) / 8 * 8));
    }
    return all;
  }

  private List<Keyword> keywords() {
    check(summary.keywords() >= 0 && summary.keywords() <= MAX_KEYWORDS, "number of keywords");
    var octets = octets(SectionId.KEYWORDS);
    var keywords = new ArrayList<Keyword>();
    for (int i = 0; i < summary.keywords(); i++) {
      var name = new byte[octets.getShort() & 0xFFFF];
      octets.get(name);
      keywords.add(new Keyword(new String(name, StandardCharsets.UTF_8)));
    }
    check(!octets.hasRemaining(), "names of keywords");
    return List.copyOf(keywords);
  }

  private ModSeqs modSeqs(int rows) {
    var heads = octets(SectionId.MODSEQ_CHUNKS);
    int chunks = (rows + ModSeqs.CHUNK - 1) / ModSeqs.CHUNK;
    check(heads.remaining() == chunks * 8, "number of mod-sequence chunks");
    var read = new ModSeqChunk[chunks];
    boolean uniform = true;
    for (int chunk = 0; chunk < chunks; chunk++) {
      long head = heads.getLong();
      boolean isEqual = (head & 1) == 1;
      read[chunk] = isEqual ? ModSeqChunk.equal(head >>> 1) : ModSeqChunk.stored(head >>> 1);
      uniform &= isEqual;
    }
    var stored =
        uniform
            ? StoredNumbers.EMPTY
            : column(SectionId.MODSEQ, rows, (state, row) -> state.modSeqs.get(row));
    return new ModSeqs(read, rows, stored);
  }

  private List<ExpungeHistory.Entry> history() throws IOException {
    var entries = new ArrayList<ExpungeHistory.Entry>();
    for (var entry : numbered(octets(SectionId.EXPUNGED))) {
      bitmap(entry.octets.duplicate());
      entries.add(new ExpungeHistory.Entry(entry.number, () -> expunged(entry.octets)));
    }
    check(entries.size() <= ExpungeHistory.MAX_ENTRIES, "number of expunges");
    return entries;
  }

  private static UidBitmap expunged(ByteBuffer octets) {
    try {
      return bitmap(octets.duplicate());
    } catch (IOException | InternalError e) {
      // A page of a mapped file that the disk cannot read is an InternalError.
      throw new MailException(Reason.UNAVAILABLE, "Expunged UIDs cannot be read from disk now", e);
    }
  }
}
