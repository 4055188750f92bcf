package org.culverhouse.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.TreeMap;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.cli.RunningServer;

/**
 * The folder in which a server keeps everything; held by one server at a time. What belongs to one
 * run only is in {@code run}.
 */
final class DataFolder implements AutoCloseable {
  private static final FileAttribute<?>[] PRIVATE_FOLDER = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
  };
  private static final FileAttribute<?>[] PRIVATE_FILE = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * @throws Failure CANTCREAT when the folder cannot be written, TEMPFAIL when another server has
   *     it
   */
  static DataFolder open(Path path) {
    try {
      createPrivate(path);
      for (var part : new String[] {"run", "log", "tls"}) {
        createPrivate(path.resolve(part));
      }
      var channel =
          FileChannel.open(
              path.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new Failure(
            ExitCode.TEMPFAIL,
            "another server uses "
                + path
                + owner(path)
                + ": stop it, or choose a folder with"
                + " --data");
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.CANTCREAT,
          "cannot write to the data folder "
              + path
              + " ("
              + e
              + "): make it writable, or choose"
              + " another with --data");
    }
  }

  // The lock is held until the channel is closed; it has no life of its own.
  @SuppressWarnings("resource")
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String owner(Path path) {
    return RunningServer.read(path).map(server -> " (process " + server.pid() + ")").orElse("");
  }

  private static void createPrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    var parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, PRIVATE_FOLDER);
      sync(folder.resolve(".."));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** The names in a folder are on disk: without that, a power cut takes files that were synced. */
  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  Path path() {
    return path;
  }

  Path log() {
    return path.resolve("log");
  }

  Path certificate() {
    return path.resolve("tls/cert.pem");
  }

  Path key() {
    return path.resolve("tls/key.pem");
  }

  Path token() {
    return path.resolve(RunningServer.TOKEN);
  }

  /** An empty folder for the application server: what it kept of an earlier run would come back. */
  Path scratch() {
    var folder = path.resolve("run/payara");
    try {
      if (Files.exists(folder)) {
        delete(folder);
      }
      createPrivate(folder);
      return folder;
    } catch (IOException e) {
      throw new Failure(ExitCode.CANTCREAT, "cannot make " + folder + " anew: " + e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Writes a file that only its owner can read; never seen half written. */
  void write(Path file, String text) {
    var temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      Files.createFile(temporary, PRIVATE_FILE);
      Files.writeString(temporary, text, StandardOpenOption.DSYNC);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(file.resolveSibling("."));
    } catch (IOException e) {
      throw new Failure(ExitCode.CANTCREAT, "cannot write " + file + ": " + e);
    }
  }

  /** Lets the other verbs of {@code culver} find this server. */
  void announce(long pid, Addresses addresses) {
    var lines = new TreeMap<String, String>();
    lines.put("pid", Long.toString(pid));
    lines.put("imap", Ports.text(addresses.imap()));
    lines.put("imaps", Ports.text(addresses.imaps()));
    lines.put("http", Ports.text(addresses.http()));
    var text = new StringBuilder();
    lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    write(path.resolve(RunningServer.FILE), text.toString());
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve(RunningServer.FILE));
      lock.close();
    } catch (IOException e) {
      throw new Failure(ExitCode.CANTCREAT, "cannot leave " + path + " tidy: " + e);
    }
  }
}
