package org.culverhouse.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A file or a folder of a {@link SimIo}, whose lock guards it: what is in it, what of that is safe,
 * and what has been done since the last sync.
 */
@NullMarked
final class SimNode {
  private static final int SECTOR = 512;

  private static final byte[] EMPTY = {};

  private final boolean isFolder;
  private byte[] data = EMPTY;
  private byte[] safe = EMPTY;

  /** Whether nobody else has the same array; else it is copied before it is changed. */
  private boolean ownsData;

  private boolean hasLost;

  /** Whether a sync has promised what it did not do. */
  private boolean isLiedTo;

  private final List<DataChange> changes = new ArrayList<>();

  SimNode(boolean isFolder) {
    this.isFolder = isFolder;
  }

  /** A write, or with no octets a truncation to the position. */
  private record DataChange(long position, byte @Nullable [] octets) {
    byte[] applyTo(byte[] data) {
      if (octets == null) {
        return Arrays.copyOf(data, Math.min(data.length, (int) position));
      }
      int end = Math.toIntExact(position + octets.length);
      var result = data.length < end ? Arrays.copyOf(data, end) : data;
      System.arraycopy(octets, 0, result, (int) position, octets.length);
      return result;
    }
  }

  boolean isFolder() {
    return isFolder;
  }

  byte[] data() {
    return data;
  }

  void write(long position, byte[] octets) {
    change(new DataChange(position, octets));
  }

  void truncate(long size) {
    change(new DataChange(size, null));
  }

  private void change(DataChange change) {
    data = change.applyTo(ownsData ? data : data.clone());
    ownsData = true;
    changes.add(change);
  }

  boolean isSettled() {
    return changes.isEmpty() && !hasLost;
  }

  void lie() {
    isLiedTo |= !changes.isEmpty();
  }

  boolean isLiedTo() {
    return isLiedTo;
  }

  void settle() {
    isLiedTo = false;
    if (hasLost) {
      safe = safe.clone();
      for (var change : changes) {
        safe = change.applyTo(safe);
      }
    } else {
      safe = data;
      ownsData = false;
    }
    changes.clear();
  }

  /** A sync that fails: what it was for can still be read, but no later sync is for it again. */
  void failToSettle() {
    hasLost |= !changes.isEmpty();
    changes.clear();
  }

  /** A node in which all that this one shows is safe. */
  SimNode twin() {
    ownsData = false;
    return twin(data);
  }

  private SimNode twin(byte[] octets) {
    var twin = new SimNode(isFolder);
    twin.data = octets;
    twin.safe = octets;
    return twin;
  }

  /** A node in which what a power cut leaves of this one is safe. */
  SimNode survivor(RandomGenerator random) {
    return twin(changes.isEmpty() ? safe : remains(random));
  }

  /** Nothing, everything, or any sectors of any writes since the last sync. */
  private byte[] remains(RandomGenerator random) {
    var survivor = safe.clone();
    int mood = random.nextInt(5);
    int prefix = random.nextInt(changes.size() + 1);
    for (int i = 0; i < changes.size(); i++) {
      var change = changes.get(i);
      boolean whole =
          switch (mood) {
            case 0 -> false;
            case 1 -> true;
            case 2 -> i < prefix;
            default -> random.nextInt(3) > 0;
          };
      if (mood <= 2 || change.octets == null) {
        survivor = whole ? change.applyTo(survivor) : survivor;
      } else if (random.nextInt(4) == 0) {
        survivor = grown(survivor, change.position + change.octets.length);
      } else if (whole) {
        survivor = torn(survivor, change.position, change.octets, mood == 3 ? 1 : 2, random);
      }
    }
    return survivor;
  }

  /** The length of a file may be safe before what has been written there. */
  private static byte[] grown(byte[] data, long length) {
    return Arrays.copyOf(data, Math.toIntExact(Math.max(data.length, length)));
  }

  /** Sectors of one write: each kept with some luck. */
  private static byte[] torn(
      byte[] data, long position, byte[] octets, int luck, RandomGenerator random) {
    var result = data;
    for (int at = 0; at < octets.length; ) {
      int length = Math.min(octets.length - at, SECTOR - (int) ((position + at) % SECTOR));
      if (random.nextInt(luck + 1) > 0) {
        result =
            new DataChange(position + at, Arrays.copyOfRange(octets, at, at + length))
                .applyTo(result);
      }
      at += length;
    }
    return result;
  }
}
