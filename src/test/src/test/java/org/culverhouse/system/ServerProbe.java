package org.culverhouse.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Looks at the process of a server from outside. */
final class ServerProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long pid;

  ServerProbe(CulverServer server) {
    this.pid =
        ProcessHandle.of(server.pid()).stream()
            .flatMap(process -> process.descendants())
            .filter(ServerProbe::isJava)
            .mapToLong(ProcessHandle::pid)
            .findFirst()
            .orElse(server.pid());
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("java")).isPresent();
  }

  /** Octets of the objects that are in use, after a collection. */
  long liveHeap() throws IOException {
    var histogram =
        ProcessOutput.of(List.of("jcmd", Long.toString(pid), "GC.class_histogram"), PATIENCE);
    var total = histogram.out().lines().reduce((first, second) -> second).orElse("");
    var words = total.strip().split("\\s+");
    if (!words[0].equals("Total")) {
      throw new IOException("no histogram: " + histogram);
    }
    return Long.parseLong(words[2]);
  }

  /** Octets of memory that the system counts for the process. */
  long residentMemory() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS");
  }

  /** Open files and sockets. */
  long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }
}
