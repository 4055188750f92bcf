package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.IndexSection.Stored;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class IndexFileTest {
  private SplittableRandom random = new SplittableRandom(2);

  private static Map<Integer, Stored> stored(MailboxState state) {
    var sections = new HashMap<Integer, Stored>();
    for (var section : IndexWriter.sections(state, pointer -> pointer)) {
      int length = 0;
      for (var piece : section.pieces()) {
        length += piece.remaining();
      }
      var octets = ByteBuffer.allocate(length);
      section.pieces().forEach(octets::put);
      sections.put(section.id(), new Stored(section.codec(), octets.flip()));
    }
    return sections;
  }

  private static MailboxState again(MailboxState state) {
    var octets = ByteBuffer.allocate(IndexSummary.LENGTH);
    IndexSummary.of(state).put(octets);
    return IndexReader.state(IndexSummary.get(octets.flip()), stored(state), () -> state);
  }

  private MessageRow row() {
    long size = random.nextInt(10) == 0 ? random.nextLong(1L << 35) : random.nextInt(100_000);
    return new MessageRow(
        random.nextLong(1L << 62),
        size,
        random.nextLong(1L << 33),
        1_800_000_000 + random.nextInt(1000),
        random.nextLong(),
        random.nextLong(),
        0);
  }

  private MailboxState change(MailboxState state, int messages) {
    var edit = new MailboxEdit(state);
    if (edit.keywordCount() == 0) {
      edit.defineKeyword(0, new Keyword("unused"));
      edit.defineKeyword(1, new Keyword("$Junk"));
    }
    for (int i = 0; i < messages; i++) {
      long uid = edit.uidNext() + random.nextInt(3);
      int[] keywords = random.nextInt(5) == 0 ? new int[] {1} : new int[0];
      long modSeq = edit.highestModSeq() + random.nextInt(2);
      edit.append(uid, modSeq, row(), random.nextInt(32), keywords);
    }
    var some = new RoaringBitmap();
    random.ints(messages / 3, 1, (int) edit.uidNext() + 1).forEach(some::add);
    edit.expunge(UidBitmap.wrap(some), edit.highestModSeq() + 1);
    var others = new RoaringBitmap();
    random.ints(messages / 50, 1, (int) edit.uidNext() + 1).forEach(others::add);
    var flags = new FlagEdit(8, 4, new int[] {1}, new int[0], false);
    edit.change(UidBitmap.wrap(others), flags, edit.highestModSeq() + 1);
    return edit.build();
  }

  private static void assertSame(MailboxState found, MailboxState expected) {
    assertThat(found.live()).isEqualTo(expected.live());
    assertThat(found.uidNext()).isEqualTo(expected.uidNext());
    assertThat(found.highestModSeq()).isEqualTo(expected.highestModSeq());
    assertThat(found.firstRecentUid()).isEqualTo(expected.firstRecentUid());
    assertThat(found.totalSize()).isEqualTo(expected.totalSize());
    assertThat(found.keywords()).isEqualTo(expected.keywords());
    assertThat(found.expungeFloor()).isEqualTo(expected.expungeFloor());
    for (long modSeq = 1; modSeq < expected.highestModSeq().value(); modSeq += 97) {
      var since = new ModSeq(modSeq);
      assertThat(found.expungedSince(since)).isEqualTo(expected.expungedSince(since));
      assertThat(found.changedSince(since)).isEqualTo(expected.changedSince(since));
    }
    for (var uids = expected.live().iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      assertThat(found.row(uid)).isEqualTo(expected.row(uid));
      assertThat(found.modSeq(uid)).isEqualTo(expected.modSeq(uid));
      assertThat(found.flags(uid)).isEqualTo(expected.flags(uid));
    }
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    for (int messages : new int[] {0, 1, 100, 1024, 5000, 9000}) {
      var state = change(MailboxState.empty(new UidValidity(7)), messages);
      assertSame(again(state), state);
    }
  }

  @Test
  void changesGoOnFromAFileAsFromMemory() {
    var state = change(MailboxState.empty(new UidValidity(7)), 3000);
    var read = again(state);
    for (int round = 0; round < 5; round++) {
      long seed = random.nextLong();
      random = new SplittableRandom(seed);
      state = change(state, 1500);
      random = new SplittableRandom(seed);
      read = change(read, 1500);
      assertSame(read, state);
      assertSame(again(read), state);
      if (round == 2) {
        read = again(read);
      }
    }
  }

  @Test
  void sectionsThatDoNotFitTogetherAreNoIndex() {
    var state = change(MailboxState.empty(new UidValidity(7)), 2000);
    var summary = IndexSummary.of(state);
    for (var entry : stored(state).entrySet()) {
      int id = entry.getKey();
      var shorter = new HashMap<>(stored(state));
      var section = entry.getValue();
      var octets = section.octets().slice(0, section.octets().remaining() - 8);
      shorter.put(id, new Stored(section.codec(), octets));
      assertThatIllegalArgumentException()
          .as("section %d", id)
          .isThrownBy(() -> IndexReader.state(summary, shorter, () -> state));
    }
  }
}
