package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server of the test's own, from the programs of the system. */
final class Postgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port;

  private Postgres(Path programs) throws IOException {
    this.programs = programs;
    folder = Files.createTempDirectory("culver-postgres");
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    run(program("initdb", "-D", data(), "-U", "culver", "-A", "trust", "-N", "-E", "UTF8"));
    var options = "-h 127.0.0.1 -p " + port + " -k '' -F";
    run(program("pg_ctl", "-D", data(), "-w", "-l", data() + "/log", "-o", options, "start"));
  }

  /** Leaves the test out where it is not installed, as {@link Programs#require} does. */
  static Postgres start() throws IOException {
    var programs = programs();
    if (programs.isEmpty() && Boolean.getBoolean("culver.require-clients")) {
      fail("PostgreSQL is not installed, and culver.require-clients is set");
    }
    Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
    return new Postgres(programs.get());
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (var found = Files.list(VERSIONS)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  /** What a server is told to use it. */
  List<String> settings() {
    return List.of(
        "db.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "db.class=org.postgresql.ds.PGSimpleDataSource",
        "db.user=culver");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** PostgreSQL refuses to run as root. */
  private List<String> program(String name, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(List<String> command) throws IOException {
    var ended = ProcessOutput.of(command, PATIENCE);
    assertThat(ended.exitCode()).as(command + ": " + ended).isZero();
  }

  @Override
  public void close() throws IOException {
    run(program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop"));
    ProcessOutput.of(List.of("rm", "-rf", folder.toString()), PATIENCE);
  }
}
