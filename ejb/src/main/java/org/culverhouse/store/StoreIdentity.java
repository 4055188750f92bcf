package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** The file STORE, which is written once and says which store this is. */
record StoreIdentity(UUID store, long id, long createdMillis) {
  private static final String MAGIC = "IMSTORE1";
  private static final int LENGTH = 4096;
  private static final int INCOMPATIBLE_AT = 48;

  static StoreIdentity read(StoreIo io, StoreFiles files) throws IOException {
    var octets = ByteBuffer.allocate(LENGTH);
    try (var handle = io.open(files.identity(), StoreIo.Access.READ)) {
      handle.read(0, octets);
    }
    var file = files.identity().toString();
    FileHeader.check(octets, MAGIC, file);
    if (octets.getInt(INCOMPATIBLE_AT) != 0) {
      throw new CorruptFileException(
          file, INCOMPATIBLE_AT, "incompatible features", 0, octets.getInt(INCOMPATIBLE_AT));
    }
    var identity =
        new StoreIdentity(FileHeader.store(octets), octets.getLong(32), octets.getLong(40));
    if (identity.id != files.id().value()) {
      throw new CorruptFileException(file, 32, "store id", files.id().value(), identity.id);
    }
    return identity;
  }

  /** Written under another name first, so a file of this name is whole. */
  void write(StoreIo io, StoreFiles files) throws IOException {
    var octets = FileHeader.start(MAGIC, LENGTH, store).putLong(id).putLong(createdMillis);
    var temporary = files.temporary().resolve("STORE");
    io.delete(temporary);
    try (var handle = io.open(temporary, StoreIo.Access.CREATE)) {
      handle.write(0, List.of(FileHeader.finish(octets)));
      handle.forceAll();
    }
    io.rename(temporary, files.identity());
    io.syncDirectory(files.home());
  }
}
