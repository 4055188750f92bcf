package org.culverhouse.store;

import java.util.List;
import org.culverhouse.store.SectionFile.Seed;

/** A store whose newest snapshot is any octets, with checksums that are made right. */
public final class FuzzSnapshots {
  private static final FuzzedStore STORE = new FuzzedStore();

  private FuzzSnapshots() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    var newest = STORE.files(FuzzedStore.FILES.snapshots()).getLast();
    var name = newest.getFileName().toString();
    long generation = Long.parseLong(name, 0, 16, 16);
    var file = octets.clone();
    FixedSums.sections(file, new Seed(STORE.uuid(), 0, generation));
    var disk = STORE.disk();
    FuzzedStore.replace(disk, newest, file);
    STORE.use(disk);
  }

  public static List<byte[]> seeds() {
    return STORE.files(FuzzedStore.FILES.snapshots()).stream().map(STORE::read).toList();
  }
}
