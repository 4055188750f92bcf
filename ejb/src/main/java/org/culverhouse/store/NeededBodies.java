package org.culverhouse.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * The bodies that somebody may still ask for, by segment. Always computed from all mailboxes, never
 * counted, so it cannot drift. One thread.
 */
final class NeededBodies {
  private static final long EXTERNAL_RECORD = RecordHeader.recordLength(80);

  private final Map<Long, Long> externals;
  private final Map<Long, RoaringBitmap> places = new HashMap<>();
  private final Map<Long, Long> octets = new HashMap<>();
  private final Set<Long> files = new HashSet<>();
  private long slots;

  private NeededBodies(Map<Long, Long> externals) {
    this.externals = externals;
  }

  /**
   * @param externals for each pointer to a body in a file of its own, the number of the file
   */
  static NeededBodies of(StoreState state, Map<Long, Long> externals) {
    var needed = new NeededBodies(externals);
    for (var entry : state.mailboxes()) {
      entry
          .state()
          .forEachBody((pointer, size) -> needed.add(state.relocations().resolve(pointer), size));
    }
    return needed;
  }

  private void add(long pointer, long size) {
    long segment = Pointer.segment(pointer);
    slots++;
    if (!places
        .computeIfAbsent(segment, number -> new RoaringBitmap())
        .checkedAdd((int) (Pointer.offset(pointer) / 8))) {
      return;
    }
    var file = externals.get(pointer);
    if (file != null) {
      files.add(file);
    }
    long length =
        file == null
            ? RecordHeader.recordLength(RecordCodec.BLOB_HEAD_LENGTH + size)
            : EXTERNAL_RECORD;
    octets.merge(segment, length, Long::sum);
  }

  boolean contains(long pointer) {
    var offsets = places.get(Pointer.segment(pointer));
    return offsets != null && offsets.contains((int) (Pointer.offset(pointer) / 8));
  }

  boolean isInFile(long blobId) {
    return files.contains(blobId);
  }

  /** How much of a segment is needed. */
  long octets(long segment) {
    return octets.getOrDefault(segment, 0L);
  }

  /** How many messages there are, gone ones among them that have not been forgotten yet. */
  long slots() {
    return slots;
  }
}
