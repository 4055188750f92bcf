package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.Test;

class ExpungeHistoryTest {
  /** UID n goes at mod-sequence n. */
  private static ExpungeHistory history(int entries) {
    var history = ExpungeHistory.EMPTY;
    for (int i = 1; i <= entries; i++) {
      history = history.with(List.of(new ExpungeHistory.Entry(i, UidBitmap.of(i))));
    }
    return history;
  }

  @Test
  void itTellsWhatHasGoneSince() {
    var history = history(10);
    assertThat(history.since(0)).hasToString("1:10");
    assertThat(history.since(7)).hasToString("8:10");
    assertThat(history.since(10).isEmpty()).isTrue();
    assertThat(history.floor()).isZero();
  }

  @Test
  void theOldestHalfIsForgottenAndTheFloorSaysSo() {
    int all = ExpungeHistory.MAX_ENTRIES + 1;
    var history = history(all);
    assertThat(history.entries()).hasSize(ExpungeHistory.MAX_ENTRIES / 2);
    long floor = history.floor();
    assertThat(history.since(floor)).hasToString((floor + 1) + ":" + all);
    assertThat(history.entries().getFirst().modSeq()).isEqualTo(floor + 1);
  }
}
