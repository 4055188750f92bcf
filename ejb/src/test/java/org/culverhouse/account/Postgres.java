package org.culverhouse.account;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of the test's own, from the programs of the system. */
final class Postgres implements AutoCloseable {
  private final Path programs;
  private final Path folder;
  private final int port;

  private Postgres(Path programs) throws IOException, InterruptedException {
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

  /** Where initdb is, if PostgreSQL is installed here. */
  static Optional<Path> programs() throws IOException {
    var versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (var found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  static Postgres start(Path programs) throws IOException, InterruptedException {
    return new Postgres(programs);
  }

  DataSource database() {
    var database = new PGSimpleDataSource();
    database.setServerNames(new String[] {"127.0.0.1"});
    database.setPortNumbers(new int[] {port});
    database.setDatabaseName("postgres");
    database.setUser("culver");
    return database;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
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

  private void run(List<String> command) throws IOException, InterruptedException {
    var output = File.createTempFile("culver", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + " failed: " + Files.readString(output.toPath()));
      }
    } finally {
      Files.delete(output.toPath());
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run(program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop"));
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
