package org.culverhouse.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of its own in a file, from which the power can be taken: whatever has not been
 * synced is lost then, as on a real disk. Needs root and loop devices.
 */
final class LoopDisk implements AutoCloseable {
  /** Which file system. */
  enum Kind {
    EXT4("mkfs.ext4", "-q", "-F"),
    XFS("mkfs.xfs", "-q", "-f");

    private final List<String> make;

    Kind(String... make) {
      this.make = List.of(make);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SIZE = 512L << 20;

  private final Path image;
  private final Path mount;
  private boolean mounted;

  private LoopDisk(Path image, Path mount) {
    this.image = image;
    this.mount = mount;
  }

  /** Leaves the test out where nothing can be mounted, which says nothing of the server. */
  static LoopDisk make(Kind kind) throws IOException {
    Programs.require("xfs_io");
    var disk = formatted(kind, SIZE);
    try {
      disk.mountAgain();
      disk.shutDown();
      disk.mountAgain();
    } catch (IOException e) {
      Assumptions.abort("no power can be cut here, run it by hand as root: " + e.getMessage());
    }
    return disk;
  }

  /** One to be filled, from which no power need be taken. */
  static LoopDisk ofSize(long octets) throws IOException {
    var disk = formatted(Kind.EXT4, octets);
    try {
      disk.mountAgain();
    } catch (IOException e) {
      Assumptions.abort("nothing can be mounted here, run it by hand as root: " + e.getMessage());
    }
    return disk;
  }

  private static LoopDisk formatted(Kind kind, long octets) throws IOException {
    Programs.require(kind.make.getFirst());
    var folder = Build.newFolder("disk");
    var disk = new LoopDisk(folder.resolve("image"), Files.createDirectory(folder.resolve("mnt")));
    try (var file =
        FileChannel.open(disk.image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[1]), octets - 1);
    }
    var command = new ArrayList<>(kind.make);
    command.add(disk.image.toString());
    run(command);
    return disk;
  }

  /** Takes all room that there is, with a file that may be deleted. */
  Path fill() throws IOException {
    var filler = mount.resolve("filler");
    try (var file =
        FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int piece = 1 << 20; piece > 0; piece /= 64) {
        fill(file, piece);
      }
    }
    return filler;
  }

  private static void fill(FileChannel file, int piece) {
    try {
      while (true) {
        file.write(ByteBuffer.allocate(piece), file.size());
      }
    } catch (IOException full) {
      // What was wanted.
    }
  }

  private void mountAgain() throws IOException {
    run(List.of("mount", "-o", "loop", image.toString(), mount.toString()));
    mounted = true;
  }

  Path data() {
    return mount.resolve("data");
  }

  /** Takes the power from it and from the server on it, and brings it back without the server. */
  void cutPower(CulverServer server) throws IOException {
    run(List.of("xfs_io", "-x", "-c", "shutdown", mount.toString()));
    server.kill();
    unmount();
    mountAgain();
  }

  private void shutDown() throws IOException {
    run(List.of("xfs_io", "-x", "-c", "shutdown", mount.toString()));
    unmount();
  }

  private void unmount() throws IOException {
    run(List.of("umount", mount.toString()));
    mounted = false;
  }

  private static void run(List<String> command) throws IOException {
    var output = ProcessOutput.of(command, PATIENCE);
    if (output.exitCode() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      unmount();
    }
    Files.delete(image);
  }
}
