package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The real disk. Locks of a process on a file are lost when it closes any descriptor of that file,
 * so a locked file is never opened a second time here: use one object a process.
 */
public final class FileIo implements StoreIo {
  /** A smaller part of a file is not worth a mapping. */
  private static final int MAPPED = 1 << 18;

  private final Set<Path> locked = ConcurrentHashMap.newKeySet();

  @Override
  public Handle open(Path file, Access access) throws IOException {
    if (locked.contains(key(file))) {
      throw new IOException(file + " is locked by this process");
    }
    return new ChannelHandle(file, FileChannel.open(file, options(access)));
  }

  private static Set<StandardOpenOption> options(Access access) {
    return switch (access) {
      case READ -> Set.of(StandardOpenOption.READ);
      case WRITE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
      case OPEN_OR_CREATE ->
          Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      case CREATE ->
          Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    };
  }

  private static Path key(Path file) {
    return file.toAbsolutePath().normalize();
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory);
    }
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public Room room(Path folder) throws IOException {
    var disk = Files.getFileStore(folder);
    return new Room(disk.getUsableSpace(), disk.getTotalSpace());
  }

  private final class ChannelHandle implements Handle {
    private final Path file;
    private final FileChannel channel;
    private boolean locking;

    ChannelHandle(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      int total = 0;
      while (target.hasRemaining()) {
        int count = channel.read(target, position + total);
        if (count < 0) {
          break;
        }
        total += count;
      }
      return total;
    }

    @Override
    public ByteBuffer view(long position, int length) throws IOException {
      if (position + length > channel.size()) {
        throw new IOException(file + " is too short");
      }
      if (length >= MAPPED) {
        return channel.map(FileChannel.MapMode.READ_ONLY, position, length);
      }
      var octets = ByteBuffer.allocate(length);
      read(position, octets);
      return octets.flip().asReadOnlyBuffer();
    }

    @Override
    public void write(long position, List<ByteBuffer> sources) throws IOException {
      var array = sources.toArray(ByteBuffer[]::new);
      long left = sources.stream().mapToLong(ByteBuffer::remaining).sum();
      channel.position(position);
      while (left > 0) {
        left -= channel.write(array);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void forceAll() throws IOException {
      channel.force(true);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public boolean tryLock() throws IOException {
      try {
        if (channel.tryLock() == null) {
          return false;
        }
      } catch (OverlappingFileLockException e) {
        throw new IOException(file + " is locked by this process", e);
      }
      locking = locked.add(key(file));
      return true;
    }

    @Override
    public void close() throws IOException {
      channel.close();
      if (locking) {
        locked.remove(key(file));
      }
    }
  }
}
