package org.culverhouse.store;

import java.util.List;
import java.util.Map;

/**
 * A store as it was at a place in its log; immutable.
 *
 * @param end where the log goes on
 * @param externals for each pointer to a body in a file of its own, the number of the file
 * @param segments what the log consisted of then
 * @param indexes for each mailbox that has an index of its own, the generation of that file
 */
record Snapshot(
    long generation,
    StoreState state,
    LogEnd end,
    long epoch,
    long nextBlobId,
    Map<Long, Long> externals,
    List<Long> segments,
    Map<Long, Long> indexes) {
  /** In front of the first record. */
  static final Snapshot NONE =
      new Snapshot(
          0,
          StoreState.EMPTY,
          new LogEnd(1, SegmentHeader.LENGTH, 1, 0),
          0,
          1,
          Map.of(),
          List.of(),
          Map.of());

  /** The same, in which nothing is relocated, with these mailboxes. */
  Snapshot with(List<StoreState.Entry> mailboxes) {
    var settled =
        new StoreState(
            state.tree(),
            List.copyOf(mailboxes),
            state.usage(),
            state.nextMailboxId(),
            state.uidValidityHigh(),
            Relocations.NONE);
    return new Snapshot(generation, settled, end, epoch, nextBlobId, externals, segments, indexes);
  }

  boolean isNone() {
    return generation == 0;
  }
}
