package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the MIME scanner found in the messages of one store, by the place of their bodies: a file
 * for each segment of the log. All of it is derived, nothing of it is ever synced, and whatever is
 * absent or damaged is made again from the body. Thread-safe.
 */
final class Structures {
  private static final System.Logger LOG = System.getLogger(Structures.class.getName());
  private static final int MAX_OPEN = 64;
  private static final int MAX_CHANGED = 2;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final ReadHandles handles;
  private final int bufferSize;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, CacheFile> open = new LinkedHashMap<>(16, 0.75f, true);

  /** The segments to which something has been added, the one that was begun first in front. */
  private final Set<Long> changed = new LinkedHashSet<>();

  /** The one that was asked last, mostly the next one too; null if it is not open any more. */
  private @Nullable CacheFile last;

  private long lastSegment;
  private boolean isWarned;
  private boolean isClosed;

  /** {@code bufferSize}: so many octets are written at once. */
  Structures(StoreIo io, StoreFiles files, UUID store, ReadHandles handles, int bufferSize) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.handles = handles;
    this.bufferSize = bufferSize;
  }

  /** The record of the body that lies there, if it is the one with that identity. */
  Optional<ByteBuffer> get(long pointer, Guid guid) {
    long offset = Pointer.offset(pointer);
    try {
      byte[] seed;
      @Nullable ByteBuffer entry;
      lock.lock();
      try {
        var file = file(Pointer.segment(pointer));
        seed = file.seed();
        entry = file.find(offset);
      } finally {
        lock.unlock();
      }
      return entry == null ? Optional.empty() : CacheEntry.record(seed, offset, guid, entry);
    } catch (IOException | RuntimeException | InternalError e) {
      // A page of a mapped file that the disk cannot read is an InternalError.
      warn(files.cache(Pointer.segment(pointer)) + " cannot be read", e);
      return Optional.empty();
    }
  }

  /** Never fails: a record that cannot be kept is made again when it is needed. */
  void put(long pointer, Guid guid, ByteBuffer structure) {
    if (structure.remaining() > CacheEntry.MAX_RECORD) {
      return;
    }
    long segment = Pointer.segment(pointer);
    lock.lock();
    try {
      if (!isClosed) {
        var file = file(segment);
        changed.add(segment);
        file.add(Pointer.offset(pointer), guid, structure);
        while (changed.size() > MAX_CHANGED) {
          finish(changed.iterator().next());
        }
      }
    } catch (IOException | RuntimeException | InternalError e) {
      warn(files.cache(segment) + " cannot be written", e);
    } finally {
      lock.unlock();
    }
  }

  private CacheFile file(long segment) {
    var known = last;
    if (known == null || lastSegment != segment) {
      known = found(segment);
      last = known;
      lastSegment = segment;
    }
    return known;
  }

  private CacheFile found(long segment) {
    var found = open.get(segment);
    if (found == null) {
      found = opened(segment);
      open.put(segment, found);
      if (open.size() > MAX_OPEN) {
        finish(open.keySet().iterator().next());
      }
      if (found.isChanged()) {
        changed.add(segment);
      }
    }
    return found;
  }

  private CacheFile opened(long segment) {
    var file = empty(segment);
    try {
      file.open();
      return file;
    } catch (IOException | RuntimeException | InternalError e) {
      warn(files.cache(segment) + " is begun anew", e);
      return empty(segment);
    }
  }

  private CacheFile empty(long segment) {
    return new CacheFile(io, handles, files, store, segment, bufferSize);
  }

  private void finish(long segment) {
    changed.remove(segment);
    var file = removed(segment);
    if (file != null) {
      try {
        file.finish();
      } catch (IOException | RuntimeException | InternalError e) {
        warn(files.cache(segment) + " is left without a directory", e);
      }
    }
  }

  private @Nullable CacheFile removed(long segment) {
    last = null;
    return open.remove(segment);
  }

  /** The segment of the log is gone, and with it all bodies in it. */
  void forgetSegment(long segment) {
    lock.lock();
    try {
      changed.remove(segment);
      removed(segment);
      handles.forgetAllBelow(files.cache(segment));
      io.delete(files.cache(segment));
    } catch (IOException e) {
      warn(files.cache(segment) + " is not needed and could not be deleted", e);
    } finally {
      lock.unlock();
    }
  }

  void forgetAll() throws IOException {
    for (long segment : files.caches(io)) {
      forgetSegment(segment);
    }
  }

  /** A fault that lasts is told once. */
  private void warn(String what, Throwable why) {
    var level = isWarned ? Level.DEBUG : Level.WARNING;
    isWarned = true;
    if (why instanceof IOException) {
      LOG.log(level, () -> what + ": " + why);
    } else {
      LOG.log(level, what, why);
    }
  }

  void close() {
    lock.lock();
    try {
      isClosed = true;
      List.copyOf(open.keySet()).forEach(this::finish);
    } finally {
      lock.unlock();
    }
  }
}
