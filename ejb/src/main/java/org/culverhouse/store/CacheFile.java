package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The cache of one segment (docs/formats/cch.md). Entries are written behind each other and never
 * changed; a finished file ends with a directory, without which the entries are looked through.
 * Guarded by the lock of {@link Structures}.
 */
final class CacheFile {
  static final int HEADER = 64;
  static final String MAGIC = "IMCACHE\1";
  private static final String END_MAGIC = "IMCCHEND";
  private static final int SEGMENT_AT = 32;

  /** Files of earlier versions have records of another form, and are begun anew. */
  private static final int FIRST_VERSION = 4;

  private static final int FOOTER = 32;

  /** Smaller parts of a file are read when they are needed, so that they take no memory. */
  private static final int VIEWED = 1 << 18;

  /** As much as most entries have. */
  private static final int ENTRY = 2048;

  private static final long MAX_LENGTH = 1L << 29;

  private final StoreIo io;
  private final ReadHandles handles;
  private final Path folder;
  private final Path path;
  private final UUID store;
  private final long segment;
  private final int bufferSize;
  private final byte[] seed;

  private CacheDirectory directory = CacheDirectory.empty();
  private ByteBuffer view = ByteBuffer.allocate(0);
  private @Nullable ByteBuffer pending;

  /** The end of the entries in the file. */
  private long written = HEADER;

  /** Whether there is a file to go on with. */
  private boolean isFound;

  private boolean isFinished;
  private boolean isChanged;

  CacheFile(
      StoreIo io, ReadHandles handles, StoreFiles files, UUID store, long segment, int bufferSize) {
    this.io = io;
    this.handles = handles;
    this.folder = files.caches();
    this.path = files.cache(segment);
    this.store = store;
    this.segment = segment;
    this.bufferSize = bufferSize;
    this.seed = CacheEntry.seed(store, segment);
  }

  byte[] seed() {
    return seed;
  }

  /** Whether there is something that {@link #finish} has to write. */
  boolean isChanged() {
    return isChanged;
  }

  /** Looks what is there. @throws CorruptFileException for a file that is none of this segment */
  void open() throws IOException {
    if (!io.exists(path)) {
      return;
    }
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      if (checkHeader(handle) < FIRST_VERSION) {
        return;
      }
      isFound = true;
      long size = Math.min(handle.size(), Integer.MAX_VALUE);
      if (!readDirectory(handle, size)) {
        lookThrough(handle, size);
      }
    }
  }

  /** Returns the version. */
  private int checkHeader(StoreIo.Handle handle) throws IOException {
    var header = ByteBuffer.allocate(HEADER);
    handle.read(0, header);
    FileHeader.check(header, MAGIC, path.toString());
    if (!FileHeader.store(header).equals(store) || header.getLong(SEGMENT_AT) != segment) {
      throw new CorruptFileException(path.toString(), 16, "segment", segment, "another one");
    }
    return FileHeader.minor(header);
  }

  private boolean readDirectory(StoreIo.Handle handle, long size) throws IOException {
    var footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    if (size < HEADER + FOOTER || handle.read(size - FOOTER, footer) < FOOTER) {
      return false;
    }
    long at = footer.getLong(8);
    long length = size - FOOTER - at;
    if (at < HEADER || length < 0 || length % CacheDirectory.PAIR != 0) {
      return false;
    }
    var whole = handle.view(size >= VIEWED ? 0 : at, (int) (size >= VIEWED ? size : length));
    var pairs = whole.slice(size >= VIEWED ? (int) at : 0, (int) length);
    if (!footer.clear().equals(footer(at, pairs))) {
      return false;
    }
    directory = CacheDirectory.of(pairs);
    written = at;
    isFinished = true;
    if (size >= VIEWED) {
      view = whole.slice(0, (int) at).order(ByteOrder.LITTLE_ENDIAN);
    }
    return true;
  }

  private ByteBuffer footer(long at, ByteBuffer pairs) {
    var crc = new CRC32C();
    crc.update(seed);
    crc.update(pairs.duplicate());
    return ByteBuffer.allocate(FOOTER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(END_MAGIC.getBytes(StandardCharsets.US_ASCII))
        .putLong(at)
        .putInt(pairs.remaining() / CacheDirectory.PAIR)
        .putInt((int) crc.getValue())
        .putLong(segment)
        .flip();
  }

  /**
   * Looks at every octet of a file that is not of an earlier version, and then is of no more use.
   *
   * @throws CorruptFileException where there is no sound entry, or if the directory is not theirs
   */
  void check() throws IOException {
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      if (checkHeader(handle) < FIRST_VERSION) {
        return;
      }
      int size = (int) Math.min(handle.size(), Integer.MAX_VALUE);
      boolean hasDirectory = readDirectory(handle, size);
      int end = hasDirectory ? (int) written : size;
      var octets = handle.view(0, end).order(ByteOrder.LITTLE_ENDIAN);
      var found = CacheDirectory.empty();
      for (int at = HEADER; at < end; ) {
        long offset = CacheEntry.soundOffset(seed, octets, at);
        int next = at + CacheEntry.length(CacheEntry.recordLength(octets, at));
        if (offset < 0 || !CacheEntry.isPadded(octets, at, next)) {
          throw new CorruptFileException(path.toString(), at, "entry", "a sound one", "another");
        }
        found.put(offset, at);
        at = next;
      }
      if (hasDirectory && !found.encode().equals(directory.encode())) {
        throw new CorruptFileException(
            path.toString(), end, "directory", "that of the entries", "another");
      }
    }
  }

  /** After a crash the end may be torn, and what was written last missing. */
  private void lookThrough(StoreIo.Handle handle, long size) throws IOException {
    var octets = handle.view(0, (int) size).order(ByteOrder.LITTLE_ENDIAN);
    int at = HEADER;
    while (at + CacheEntry.HEADER <= size) {
      long offset = CacheEntry.soundOffset(seed, octets, at);
      if (offset < 0) {
        at += 8;
      } else {
        directory.put(offset, at);
        at += CacheEntry.length(CacheEntry.recordLength(octets, at));
        written = at;
      }
    }
    isChanged = directory.count() > 0;
    if (size >= VIEWED) {
      view = octets.slice(0, (int) written).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** The octets from the entry of a body on, or null if there is none. */
  @Nullable ByteBuffer find(long offset) throws IOException {
    long at = directory.find(offset);
    if (at < HEADER) {
      return null;
    }
    if (at < view.limit()) {
      return rest(view, (int) at);
    }
    if (pending != null && at >= written) {
      return rest(pending.duplicate().flip(), (int) (at - written));
    }
    if (written - view.limit() >= Math.max(VIEWED, view.limit())) {
      lookAtMore();
      return rest(view, (int) at);
    }
    return read(at);
  }

  private static ByteBuffer rest(ByteBuffer octets, int at) {
    return octets.slice(at, octets.limit() - at).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Entries do not change any more once they are written. */
  private void lookAtMore() throws IOException {
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      view = handle.view(0, (int) written).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private ByteBuffer read(long at) throws IOException {
    var octets = read(at, ENTRY);
    int length = CacheEntry.recordLength(octets, 0);
    boolean isShort = length >= 0 && CacheEntry.length(length) > octets.limit();
    return isShort ? read(at, CacheEntry.length(length)) : octets;
  }

  private ByteBuffer read(long at, int length) throws IOException {
    var octets = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    handles.read(path, at, octets);
    return octets.flip();
  }

  /** Takes an entry, which is written with those after it. */
  void add(long offset, Guid guid, ByteBuffer record) throws IOException {
    int length = CacheEntry.length(record.remaining());
    if (pending != null && pending.remaining() < length) {
      flush();
    }
    if (written + length > MAX_LENGTH) {
      return;
    }
    if (isFinished) {
      cutDirectory();
    }
    if (pending == null) {
      pending = ByteBuffer.allocate(Math.max(bufferSize, length));
    }
    directory.put(offset, written + pending.position());
    CacheEntry.put(seed, offset, guid, record, pending);
    isChanged = true;
  }

  private void cutDirectory() throws IOException {
    directory = directory.copy();
    isFinished = false;
    try (var handle = io.open(path, StoreIo.Access.WRITE)) {
      handle.truncate(written);
    }
  }

  private void flush() throws IOException {
    var octets = pending;
    pending = null;
    if (octets == null) {
      return;
    }
    int length = octets.flip().remaining();
    boolean isDone = false;
    try {
      write(octets);
      written += length;
      isDone = true;
    } finally {
      if (!isDone) {
        directory.removeFrom(written);
      }
    }
  }

  private void write(ByteBuffer octets) throws IOException {
    if (isFound) {
      try (var handle = io.open(path, StoreIo.Access.WRITE)) {
        handle.write(written, List.of(octets));
      }
      return;
    }
    io.createDirectory(folder);
    try (var handle = io.open(path, StoreIo.Access.OPEN_OR_CREATE)) {
      handle.truncate(0);
      var header = FileHeader.start(MAGIC, HEADER, store).putLong(segment);
      handle.write(0, List.of(FileHeader.finish(header), octets));
    }
    isFound = true;
  }

  /** Writes what is left, and the directory. */
  void finish() throws IOException {
    if (!isChanged) {
      return;
    }
    isChanged = false;
    flush();
    var pairs = directory.encode();
    long end = written + pairs.remaining() + FOOTER;
    try (var handle = io.open(path, StoreIo.Access.WRITE)) {
      handle.write(written, List.of(pairs, footer(written, pairs)));
      handle.truncate(end);
    }
  }
}
