package org.culverhouse.store;

import java.util.List;
import org.culverhouse.store.SectionFile.Seed;

/** A store in which the index of a mailbox is any octets, with checksums that are made right. */
public final class FuzzIndexes {
  private static final FuzzedStore STORE = new FuzzedStore();

  private FuzzIndexes() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    var disk = STORE.disk();
    for (var index : STORE.files(FuzzedStore.FILES.indexes())) {
      var name = index.getFileName().toString();
      long mailbox = Long.parseLong(name, 0, 16, 16);
      long generation = Long.parseLong(name, 17, 33, 16);
      var file = octets.clone();
      FixedSums.sections(file, new Seed(STORE.uuid(), mailbox, generation));
      FuzzedStore.replace(disk, index, file);
    }
    STORE.use(disk);
  }

  public static List<byte[]> seeds() {
    return STORE.files(FuzzedStore.FILES.indexes()).stream().map(STORE::read).toList();
  }
}
