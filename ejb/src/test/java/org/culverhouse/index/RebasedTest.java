package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On other columns a mailbox is the same, whatever has happened since they were written. */
class RebasedTest {
  private SplittableRandom random = new SplittableRandom(1);
  private long modSeq = 1;

  private MailboxState change(MailboxState state, int changes) {
    var edit = new MailboxEdit(state);
    if (edit.keywordCount() == 0) {
      edit.defineKeyword(0, new Keyword("$Junk"));
    }
    for (int i = 0; i < changes; i++) {
      modSeq++;
      switch (random.nextInt(4)) {
        case 0, 1 -> append(edit);
        case 2 -> edit.change(some(edit), flags(), modSeq);
        default -> edit.expunge(some(edit), modSeq);
      }
    }
    return edit.build();
  }

  private void append(MailboxEdit edit) {
    for (int i = random.nextInt(1, 40); i > 0; i--) {
      long uid = edit.uidNext() + random.nextInt(3);
      var row = new MessageRow(uid * 8, uid, uid * 3, uid * 5, uid, 1, 0);
      var keywords = random.nextBoolean() ? new int[] {0} : new int[0];
      edit.append(uid, modSeq, row, random.nextInt(32), keywords);
    }
  }

  private FlagEdit flags() {
    return new FlagEdit(random.nextInt(32), random.nextInt(32), new int[0], new int[0], false);
  }

  private UidBitmap some(MailboxEdit edit) {
    var bits = edit.live().bits().clone();
    edit.live()
        .iterator()
        .forEachRemaining(
            (long uid) -> {
              if (random.nextInt(8) > 0) {
                bits.remove((int) uid);
              }
            });
    return UidBitmap.wrap(bits);
  }

  private static void assertSame(MailboxState found, MailboxState expected) {
    assertThat(found.live()).isEqualTo(expected.live());
    assertThat(found.uidNext()).isEqualTo(expected.uidNext());
    assertThat(found.highestModSeq()).isEqualTo(expected.highestModSeq());
    assertThat(found.totalSize()).isEqualTo(expected.totalSize());
    for (var flag : SystemFlag.values()) {
      assertThat(found.with(flag)).isEqualTo(expected.with(flag));
    }
    for (var uids = found.uids.iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      assertThat(found.row(uid)).isEqualTo(expected.row(uid));
      assertThat(found.flags(uid)).isEqualTo(expected.flags(uid));
    }
    for (var uids = found.live().iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      assertThat(found.modSeq(uid)).isEqualTo(expected.modSeq(uid));
    }
    for (long since = 1; since < expected.highestModSeq; since += 7) {
      assertThat(found.changedSince(new ModSeq(since)))
          .isEqualTo(expected.changedSince(new ModSeq(since)));
      assertThat(found.expungedSince(new ModSeq(since)))
          .isEqualTo(expected.expungedSince(new ModSeq(since)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theNewestStateOnStoredColumnsIsTheSame(long seed) {
    random = new SplittableRandom(seed);
    var now = change(MailboxState.empty(new UidValidity(1)), 30);
    for (int round = 0; round < 10; round++) {
      var then = now;
      var stored = IndexReader.rewritten(then, pointer -> pointer);
      now = change(now, random.nextInt(12));
      var rebased = Rebased.of(now, then, stored);
      assertThat(rebased.uids.size())
          .isEqualTo(then.live().size() + now.uids.within(then.uidNext(), 0xFFFF_FFFFL).size());
      assertSame(rebased, now);
      now = rebased;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void aStateThatDoesNotComeFromTheStoredOneStaysAsItIs(long seed) {
    random = new SplittableRandom(seed);
    var first = change(MailboxState.empty(new UidValidity(1)), 30);
    var edit = new MailboxEdit(first);
    edit.expunge(UidBitmap.of(first.live().first()), ++modSeq);
    var second = edit.build();
    var storedSecond = IndexReader.rewritten(second, pointer -> pointer);
    assertThat(Rebased.of(storedSecond, first, IndexReader.rewritten(first, p -> p)))
        .isSameAs(storedSecond);
  }
}
