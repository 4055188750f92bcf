package org.culverhouse.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at the process of a server from outside. */
final class ServerProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  /** From where to where the heap is. */
  private static final Pattern RESERVED = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)");

  private static final Pattern MAPPING = Pattern.compile("^([0-9a-f]+)-[0-9a-f]+ ");

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

  /** Collects what is not in use, also from the old generation. */
  void collect() throws IOException {
    ProcessOutput.of(List.of("jcmd", Long.toString(pid), "GC.run"), PATIENCE);
  }

  /** Octets of the heap that are in use or wait to be collected. */
  long usedHeap() throws IOException {
    var info = ProcessOutput.of(List.of("jcmd", Long.toString(pid), "GC.heap_info"), PATIENCE);
    var used = USED.matcher(info.out());
    if (!used.find()) {
      throw new IOException("no size of the heap: " + info);
    }
    return 1024 * Long.parseLong(used.group(1));
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

  /** Octets of memory that the system counts for the process beside those of its heap. */
  long residentBesideHeap() throws IOException {
    var info = ProcessOutput.of(List.of("jcmd", Long.toString(pid), "GC.heap_info"), PATIENCE);
    var reserved = RESERVED.matcher(info.out());
    if (!reserved.find()) {
      throw new IOException("no place of the heap: " + info);
    }
    long begin = Long.parseUnsignedLong(reserved.group(1), 16);
    long end = Long.parseUnsignedLong(reserved.group(2), 16);
    long resident = 0;
    boolean isHeap = false;
    for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps"))) {
      var mapping = MAPPING.matcher(line);
      if (mapping.find()) {
        long at = Long.parseUnsignedLong(mapping.group(1), 16);
        isHeap = at >= begin && at < end;
      } else if (line.startsWith("Rss:") && !isHeap) {
        resident += 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return resident;
  }

  /** Open files and sockets. */
  long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }
}
