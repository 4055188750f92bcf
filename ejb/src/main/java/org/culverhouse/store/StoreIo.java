package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The only way of the store to the disk; thread-safe. Names and data reach the disk for sure only
 * by {@link #syncDirectory} and {@link Handle#force}.
 */
public interface StoreIo {
  /** How full the disk is; nothing is known of some. */
  record Room(long usable, long total) {
    static final Room UNKNOWN = new Room(0, 0);

    /** Whether less than 15 % is left. */
    boolean isScarce() {
      return total > 0 && usable < total / 20 * 3;
    }
  }

  /** How a file is opened. */
  enum Access {
    READ,
    /** To read and write a file that exists. */
    WRITE,
    /** To read and write a file, which is made if it does not exist. */
    OPEN_OR_CREATE,
    /** To read and write a file that must not exist yet. */
    CREATE
  }

  /**
   * @throws java.nio.file.NoSuchFileException or {@link java.nio.file.FileAlreadyExistsException}
   */
  Handle open(Path file, Access access) throws IOException;

  /** Replaces the target if it exists, in one step. */
  void rename(Path from, Path to) throws IOException;

  void syncDirectory(Path directory) throws IOException;

  /** The names in a directory, sorted; none if there is no such directory. */
  List<String> list(Path directory) throws IOException;

  /** Makes one directory; nothing happens if it is there. */
  void createDirectory(Path directory) throws IOException;

  boolean exists(Path path) throws IOException;

  /** Removes a file or an empty directory; nothing happens if it is not there. */
  void delete(Path path) throws IOException;

  /** The room on the disk where the folder is. */
  default Room room(Path folder) throws IOException {
    return Room.UNKNOWN;
  }

  /** An open file. Reads may run in parallel with all else; writes come from one thread at once. */
  interface Handle extends AutoCloseable {
    /**
     * Reads from {@code position} on until the target is full or the file ends.
     *
     * @return how many octets were read
     */
    int read(long position, ByteBuffer target) throws IOException;

    /**
     * A part of a file that nobody changes any more, to be read only; usable when the file is
     * closed or deleted.
     */
    ByteBuffer view(long position, int length) throws IOException;

    /** Writes all sources one after the other, in as few calls as the system allows. */
    void write(long position, List<ByteBuffer> sources) throws IOException;

    /** Data on disk, with the length of the file; not its times. */
    void force() throws IOException;

    /** As {@link #force()}, with everything else the file system knows of the file. */
    void forceAll() throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;

    /** Locks the file against other processes until it is closed. */
    boolean tryLock() throws IOException;

    @Override
    void close() throws IOException;
  }
}
