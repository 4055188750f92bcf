package org.culverhouse.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The states in which messages were last seen that are gone, but not told as gone. Belongs to one
 * view.
 */
final class HeldStates {
  /** How many older snapshots are kept for messages whose end the client has not heard of. */
  private static final int MOST = 32;

  private record Held(MailboxSnapshot snapshot, UidBitmap uids) {}

  private final List<Held> held = new ArrayList<>();

  boolean isEmpty() {
    return held.isEmpty();
  }

  void add(MailboxSnapshot snapshot, UidBitmap gone) {
    if (gone.isEmpty()) {
      return;
    }
    if (held.size() == MOST) {
      held.removeFirst();
    }
    held.add(new Held(snapshot, gone));
  }

  Optional<MailboxSnapshot> stateOf(long uid) {
    return held.stream()
        .filter(state -> state.uids().contains(uid))
        .findFirst()
        .map(Held::snapshot);
  }

  /** The client has heard that these are gone. */
  void release(UidBitmap gone) {
    held.replaceAll(state -> new Held(state.snapshot(), state.uids().andNot(gone)));
    held.removeIf(state -> state.uids().isEmpty());
  }

  void clear() {
    held.clear();
  }
}
