package org.culverhouse.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A data folder that no server uses, and none can as long as this is open. */
final class StoppedServer implements AutoCloseable {
  /** What a server locks, relative to its data folder. */
  private static final String LOCK = "run/lock";

  private final Path data;
  private final @Nullable FileChannel lock;

  private StoppedServer(Path data, @Nullable FileChannel lock) {
    this.data = data;
    this.lock = lock;
  }

  /**
   * @throws Failure UNAVAILABLE when there is no such folder, TEMPFAIL when a server uses it
   */
  static StoppedServer open(Path folder) {
    var data = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(data.resolve("mail"))) {
      throw new Failure(
          ExitCode.UNAVAILABLE, "there is no mail in " + data + ": name the folder with --data");
    }
    try {
      var lock = FileChannel.open(data.resolve(LOCK), StandardOpenOption.WRITE);
      if (!isLocked(lock)) {
        lock.close();
        throw inUse(data);
      }
      return new StoppedServer(data, lock);
    } catch (NoSuchFileException e) {
      return new StoppedServer(data, null);
    } catch (IOException e) {
      throw new Failure(ExitCode.NOPERM, "cannot lock " + data + ": " + e);
    }
  }

  // The lock is held until the channel is closed; it has no life of its own.
  @SuppressWarnings("resource")
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static Failure inUse(Path data) {
    var process =
        RunningServer.read(data).map(server -> " (process " + server.pid() + ")").orElse("");
    return new Failure(
        ExitCode.TEMPFAIL,
        "a server" + process + " uses " + data + ": stop it first, then try again");
  }

  Path data() {
    return data;
  }

  Path mail() {
    return data.resolve("mail");
  }

  @Override
  public void close() {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        throw new Failure(ExitCode.UNAVAILABLE, "cannot unlock " + data + ": " + e);
      }
    }
  }
}
