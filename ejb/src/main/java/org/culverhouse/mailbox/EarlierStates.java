package org.culverhouse.mailbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The states that a client was told of before the last one. Belongs to one view. */
final class EarlierStates {
  private static final int MOST = 4;

  private final ArrayDeque<MailboxSnapshot> states = new ArrayDeque<>();

  void remember(MailboxSnapshot before, MailboxSnapshot next) {
    if (!before.highestModSeq().equals(next.highestModSeq())) {
      states.addFirst(before);
      if (states.size() > MOST) {
        states.removeLast();
      }
    }
  }

  List<MailboxSnapshot> behind(MailboxSnapshot last) {
    var all = new ArrayList<MailboxSnapshot>();
    all.add(last);
    all.addAll(states);
    return all;
  }
}
