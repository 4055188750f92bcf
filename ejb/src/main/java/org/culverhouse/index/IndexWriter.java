package org.culverhouse.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.UidBitmap;

/**
 * A mailbox as the sections of an index (docs/formats/idx.md): the messages that exist, by UID. Who
 * reads it has no sessions yet, so nobody asks for expunged ones.
 */
public final class IndexWriter {
  private final MailboxState state;
  private final LongUnaryOperator places;
  private final IntUnaryOperator slots;
  private final int rows;
  private final List<IndexSection> sections = new ArrayList<>();

  private IndexWriter(MailboxState state, LongUnaryOperator places) {
    this.state = state;
    this.places = places;
    rows = state.live.size();
    slots = rows == state.uids.size() ? row -> row : slotsOfLive(state);
  }

  public static List<IndexSection> sections(MailboxState state) {
    return sections(state, pointer -> pointer);
  }

  /**
   * @param places where the store keeps a body to which a row points
   */
  public static List<IndexSection> sections(MailboxState state, LongUnaryOperator places) {
    return new IndexWriter(state, places).all();
  }

  private static IntUnaryOperator slotsOfLive(MailboxState state) {
    var slots = new int[state.live.size()];
    var next = new int[1];
    Slots.forEachRun(
        state.uids,
        state.live,
        (from, to) -> {
          for (int slot = from; slot < to; slot++) {
            slots[next[0]++] = slot;
          }
        });
    return row -> slots[row];
  }

  private List<IndexSection> all() {
    add(SectionId.UIDS, bitmap(state.live));
    for (var flag : SystemFlag.values()) {
      if (!state.with(flag).isEmpty()) {
        add(SectionId.FLAG + flag.ordinal(), bitmap(state.with(flag)));
      }
    }
    keywords();
    modSeqs();
    if (!state.history.entries().isEmpty()) {
      expunged();
    }
    var columns = state.columns;
    sections.add(
        StoredNumbers.section(
            SectionId.POINTER,
            rows,
            row -> places.applyAsLong(columns.pointer(slots.applyAsInt(row)))));
    sections.add(
        StoredNumbers.section(SectionId.SIZE, rows, row -> columns.size(slots.applyAsInt(row))));
    sections.add(
        StoredNumbers.section(
            SectionId.INTERNAL_DATE, rows, row -> columns.internalDate(slots.applyAsInt(row))));
    sections.add(
        StoredNumbers.section(
            SectionId.SAVE_DATE, rows, row -> columns.row(slots.applyAsInt(row)).savedDate()));
    sections.add(
        new IndexSection(
            SectionId.EMAIL_ID,
            0,
            StoredNumbers.pieces(
                rows,
                StoredIds.LENGTH,
                (out, row) -> {
                  var message = columns.row(slots.applyAsInt(row));
                  out.putLong(message.emailIdHigh()).putLong(message.emailIdLow());
                })));
    sections.add(
        StoredNumbers.section(
            SectionId.THREAD_ID, rows, row -> columns.row(slots.applyAsInt(row)).threadId()));
    if (rows >= StoredNumbers.BLOCK) {
      sections.add(
          Zones.section(rows, (field, row) -> columns.number(field, slots.applyAsInt(row))));
    }
    return sections;
  }

  private void add(int id, ByteBuffer octets) {
    sections.add(new IndexSection(id, 0, List.of(octets)));
  }

  private static ByteBuffer bitmap(UidBitmap uids) {
    var bits = uids.bits().clone();
    bits.runOptimize();
    var octets = ByteBuffer.allocate(bits.serializedSizeInBytes()).order(ByteOrder.LITTLE_ENDIAN);
    bits.serialize(octets);
    return octets.flip();
  }

  /** u64 number, u32 length, u32 zero, bitmap, zeros up to a multiple of eight. */
  private static ByteBuffer numbered(long number, UidBitmap uids) {
    var bitmap = bitmap(uids);
    int length = bitmap.remaining();
    return ByteBuffer.allocate(16 + (length + 7) / 8 * 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(number)
        .putInt(length)
        .putInt(0)
        .put(bitmap)
        .clear();
  }

  private void keywords() {
    if (state.keywords.isEmpty()) {
      return;
    }
    var names = new ArrayList<ByteBuffer>();
    var maps = new ArrayList<ByteBuffer>();
    for (int number = 0; number < state.keywords.size(); number++) {
      var name = state.keywords.get(number).name().getBytes(StandardCharsets.UTF_8);
      names.add(
          ByteBuffer.allocate(2 + name.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putShort((short) name.length)
              .put(name)
              .flip());
      var carriers = state.flags.withKeyword(number);
      if (!carriers.isEmpty()) {
        maps.add(numbered(number, carriers));
      }
    }
    sections.add(new IndexSection(SectionId.KEYWORDS, 0, names));
    if (!maps.isEmpty()) {
      sections.add(new IndexSection(SectionId.KEYWORD_MAPS, 0, maps));
    }
  }

  /** Chunks in which all are equal need no column. */
  private void modSeqs() {
    int chunks = (rows + ModSeqs.CHUNK - 1) / ModSeqs.CHUNK;
    var heads = new long[chunks];
    boolean uniform = true;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * ModSeqs.CHUNK;
      long first = modSeq(from);
      long largest = first;
      boolean isEqual = true;
      for (int row = from; row < Math.min(rows, from + ModSeqs.CHUNK); row++) {
        long modSeq = modSeq(row);
        isEqual &= modSeq == first;
        largest = Math.max(largest, modSeq);
      }
      heads[chunk] = largest << 1 | (isEqual ? 1 : 0);
      uniform &= isEqual;
    }
    sections.add(
        new IndexSection(
            SectionId.MODSEQ_CHUNKS,
            0,
            StoredNumbers.pieces(chunks, 8, (out, chunk) -> out.putLong(heads[chunk]))));
    if (!uniform) {
      sections.add(StoredNumbers.section(SectionId.MODSEQ, rows, this::modSeq));
    }
  }

  private long modSeq(int row) {
    return state.modSeqs.get(slots.applyAsInt(row));
  }

  private void expunged() {
    var entries = state.history.entries();
    sections.add(
        new IndexSection(
            SectionId.EXPUNGED,
            0,
            () ->
                entries.stream().map(entry -> numbered(entry.modSeq(), entry.uids())).iterator()));
  }
}
