package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.IndexSection.Stored;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/** Searches that use columns, beside asking every message, over rows of a file and of memory. */
class ColumnSearchTest {
  private static final int BLOCK = IndexSection.BlockCheck.LENGTH;
  private final SplittableRandom random = new SplittableRandom(5);

  private MailboxState append(MailboxState state, int messages, int gap) {
    var edit = new MailboxEdit(state);
    for (int i = 0; i < messages; i++) {
      long size = random.nextInt(100) == 0 ? random.nextLong(1L << 35) : random.nextInt(10_000);
      var row = new MessageRow(i * 100L, size, 1000L * i + random.nextInt(500), 7, i, -i, 0);
      long uid = edit.uidNext() + random.nextInt(gap);
      edit.append(uid, edit.highestModSeq() + random.nextInt(2), row, 0, new int[0]);
    }
    edit.expunge(random(edit, messages / 10), edit.highestModSeq() + 1);
    var seen = new FlagEdit(8, 0, new int[0], new int[0], false);
    edit.change(random(edit, messages / 20), seen, edit.highestModSeq() + 1);
    return edit.build();
  }

  private UidBitmap random(MailboxEdit edit, int count) {
    var some = new RoaringBitmap();
    random.ints(count, 1, (int) edit.uidNext()).forEach(some::add);
    return UidBitmap.wrap(some);
  }

  /** The state as an index has it, of which the blocks are damaged that the check names. */
  private static MailboxState stored(MailboxState state, int damagedSection, int damagedBlock) {
    Map<Integer, Stored> sections = new HashMap<>();
    for (var section : IndexWriter.sections(state)) {
      var octets = new ByteArrayOutputStream();
      section.pieces().forEach(piece -> octets.writeBytes(piece.array()));
      var content = octets.toByteArray();
      boolean isDamaged = section.id() == damagedSection && content.length > damagedBlock * BLOCK;
      for (int at = damagedBlock * BLOCK;
          isDamaged && at < Math.min(content.length, (damagedBlock + 1) * BLOCK);
          at++) {
        content[at] ^= 0x55;
      }
      sections.put(
          section.id(),
          new Stored(
              section.codec(),
              ByteBuffer.wrap(content),
              block -> !isDamaged || block != damagedBlock));
    }
    var whole = IndexReader.rewritten(state, pointer -> pointer);
    return IndexReader.state(IndexSummary.of(state), sections, () -> whole);
  }

  private void assertFound(MailboxState state, UidBitmap among) {
    for (int i = 0; i < 20; i++) {
      long least = random.nextInt(12_000);
      long most = i % 4 == 0 ? Long.MAX_VALUE : least + random.nextInt(1000);
      long first = random.nextInt(20_000_000);
      long last = first + random.nextInt(10_000_000);
      var sized = new RoaringBitmap();
      var arrived = new RoaringBitmap();
      for (var uids = among.iterator(); uids.hasNext(); ) {
        long uid = uids.nextLong();
        long size = state.size(uid);
        long date = state.internalDate(uid).getEpochSecond();
        if (size >= least && size <= most) {
          sized.add((int) uid);
        }
        if (date >= first && date <= last) {
          arrived.add((int) uid);
        }
      }
      assertThat(state.sized(least, most, among)).isEqualTo(UidBitmap.wrap(sized));
      assertThat(state.arrived(first, last, among)).isEqualTo(UidBitmap.wrap(arrived));
    }
  }

  private void assertChanged(MailboxState state) {
    long bound = state.highestModSeq().value() / 2;
    var changed = new RoaringBitmap();
    for (var uids = state.live().iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      if (state.modSeq(uid).value() > bound) {
        changed.add((int) uid);
      }
    }
    assertThat(state.changedSince(new ModSeq(bound))).isEqualTo(UidBitmap.wrap(changed));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSearchFindsWhatAskingEachMessageFinds(int gap) {
    var state = append(MailboxState.empty(new UidValidity(1)), 9000, gap);
    var read = stored(state, 0, 0);
    var grown = append(read, 5000, gap);
    for (var searched : new MailboxState[] {state, read, grown}) {
      assertFound(searched, searched.live());
      assertFound(searched, searched.live().within(100, 180));
      assertChanged(searched);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        SectionId.POINTER,
        SectionId.SIZE,
        SectionId.INTERNAL_DATE,
        SectionId.SAVE_DATE,
        SectionId.EMAIL_ID,
        SectionId.THREAD_ID,
        SectionId.MODSEQ
      })
  void nothingIsToldFromADamagedBlock(int section) {
    var state = append(MailboxState.empty(new UidValidity(1)), 40_000, 1);
    for (int block = 0; block < 3; block++) {
      var damaged = stored(state, section, block);
      assertThat(damaged.sized(500, 700, damaged.live()))
          .isEqualTo(state.sized(500, 700, state.live()));
      assertThat(damaged.arrived(0, 9_000_000, damaged.live()))
          .isEqualTo(state.arrived(0, 9_000_000, state.live()));
      assertThat(damaged.changedSince(new ModSeq(9))).isEqualTo(state.changedSince(new ModSeq(9)));
      for (var uids = state.live().iterator(); uids.hasNext(); ) {
        long uid = uids.nextLong();
        assertThat(damaged.row(uid)).isEqualTo(state.row(uid));
        assertThat(damaged.body(uid)).isEqualTo(state.body(uid));
        assertThat(damaged.modSeq(uid)).isEqualTo(state.modSeq(uid));
      }
    }
  }
}
