package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The log of a store from any octets: segments, each with its length in front, whose checksums are
 * made right. With snapshots the end of the log is read, without them all of it.
 */
public final class FuzzSegments {
  private static final FuzzedStore STORE = new FuzzedStore();

  private FuzzSegments() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    var disk = STORE.disk();
    for (var folder : List.of(FuzzedStore.FILES.snapshots(), FuzzedStore.FILES.log())) {
      if (folder.equals(FuzzedStore.FILES.log()) || octets.length % 2 == 0) {
        STORE.files(folder).forEach(file -> FuzzedStore.delete(disk, file));
      }
    }
    var in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    for (long number = 1; in.remaining() > 4; number++) {
      var segment = new byte[Math.min(in.getInt() & 0xFFFFF, in.remaining())];
      in.get(segment);
      FixedSums.segment(segment, STORE.uuid(), number);
      FuzzedStore.replace(disk, FuzzedStore.FILES.segment(number), segment);
    }
    STORE.use(disk);
  }

  public static List<byte[]> seeds() {
    var all = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    var seeds = new ArrayList<byte[]>();
    for (var file : STORE.files(FuzzedStore.FILES.log())) {
      var segment = STORE.read(file);
      int end = segment.length;
      while (end > 0 && segment[end - 1] == 0) {
        end--;
      }
      end = Math.min(segment.length, (end + 7) / 8 * 8);
      all.putInt(end).put(segment, 0, end);
      seeds.add(Arrays.copyOf(all.array(), all.position()));
      seeds.add(Arrays.copyOf(all.array(), all.position() + 1));
    }
    return seeds;
  }
}
