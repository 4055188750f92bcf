package org.culverhouse.mailbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The states that a client was told of before the last one: what it says may have been written
 * then. They hold on to memory that nobody else may need, so nothing is remembered before {@link
 * #begin}. Belongs to one view.
 */
public final class EarlierStates {
  private static final int MOST = 4;

  private final ArrayDeque<MailboxSnapshot> states = new ArrayDeque<>(0);
  private boolean begun;

  EarlierStates() {}

  public void begin() {
    begun = true;
  }

  void remember(MailboxSnapshot before, MailboxSnapshot next) {
    if (!begun || before.highestModSeq().equals(next.highestModSeq())) {
      return;
    }
    states.addFirst(before);
    if (states.size() > MOST) {
      states.removeLast();
    }
  }

  /** The last one first. */
  public List<MailboxSnapshot> behind(MailboxSnapshot last) {
    var all = new ArrayList<MailboxSnapshot>();
    all.add(last);
    all.addAll(states);
    return all;
  }
}
