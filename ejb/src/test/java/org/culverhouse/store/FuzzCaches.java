package org.culverhouse.store;

import java.util.List;

/** A store in which every cache is any octets, with checksums that are made right. */
public final class FuzzCaches {
  private static final FuzzedStore STORE = new FuzzedStore();

  private FuzzCaches() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    var disk = STORE.disk();
    for (var cache : STORE.files(FuzzedStore.FILES.caches())) {
      long segment = Long.parseLong(cache.getFileName().toString().replaceAll("[^0-9].*", ""));
      var file = octets.clone();
      FixedSums.cache(file, STORE.uuid(), segment);
      FuzzedStore.replace(disk, cache, file);
    }
    STORE.use(disk);
  }

  public static List<byte[]> seeds() {
    return STORE.files(FuzzedStore.FILES.caches()).stream().map(STORE::read).toList();
  }
}
