package org.culverhouse.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A server of our own that runs as a process on a data folder. */
final class CulverServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(180);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Pattern READY =
      Pattern.compile(
          "^ready imap=(\\S+):(\\d+) imaps=(\\S+):(\\d+) http=(\\S+):(\\d+)$", Pattern.MULTILINE);

  private final Process process;
  private final Path data;
  private final Path out;
  private InetSocketAddress imap = InetSocketAddress.createUnresolved("unknown", 0);
  private InetSocketAddress imaps = imap;
  private InetSocketAddress http = imap;

  private CulverServer(Process process, Path data, Path out) {
    this.process = process;
    this.data = data;
    this.out = out;
  }

  /** Starts on free ports and waits for the ready line. */
  static CulverServer start(Path data, String... options) throws IOException {
    var server = launch(data, options);
    server.awaitReady();
    return server;
  }

  /** Starts without waiting. */
  static CulverServer launch(Path data, String... options) throws IOException {
    var command = command(data, options);
    Files.createDirectories(data);
    var out = Files.createTempFile(Build.newFolder("server"), "out", ".txt");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(out.resolveSibling("err.txt").toFile())
            .start();
    return new CulverServer(process, data, out);
  }

  static List<String> command(Path data, String... options) {
    var command = new ArrayList<String>();
    Collections.addAll(command, Build.culver().toString(), "serve", "--data", data.toString());
    Collections.addAll(command, "--bind", "127.0.0.1");
    Collections.addAll(command, "--imap-port", "0", "--imaps-port", "0", "--http-port", "0");
    Collections.addAll(command, options);
    return command;
  }

  private void awaitReady() throws IOException {
    try {
      Awaitility.await()
          .atMost(START)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !process.isAlive() || readyLine().isPresent());
    } catch (ConditionTimeoutException e) {
      kill();
      throw new IOException("no ready line within " + START + "\n" + log(), e);
    }
    var ready = READY.matcher(Files.readString(out));
    if (!ready.find()) {
      throw new IOException("the server ended\n" + log());
    }
    imap = new InetSocketAddress(ready.group(1), Integer.parseInt(ready.group(2)));
    imaps = new InetSocketAddress(ready.group(3), Integer.parseInt(ready.group(4)));
    http = new InetSocketAddress(ready.group(5), Integer.parseInt(ready.group(6)));
  }

  Optional<String> readyLine() throws IOException {
    var found = READY.matcher(Files.readString(out));
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /** What it has written, to go into a failure. */
  String log() throws IOException {
    return Files.readString(out) + Files.readString(out.resolveSibling("err.txt"));
  }

  InetSocketAddress imap() {
    return imap;
  }

  InetSocketAddress imaps() {
    return imaps;
  }

  InetSocketAddress http() {
    return http;
  }

  Path data() {
    return data;
  }

  long pid() {
    return process.pid();
  }

  AdminApi admin() throws IOException {
    return new AdminApi(http, Files.readString(data.resolve("admin-token")).strip());
  }

  /** SIGTERM; returns the exit code. */
  int stop() {
    process.destroy();
    return awaitExit(STOP);
  }

  int awaitExit(Duration patience) {
    ProcessOutput.await(process, patience, List.of("culver serve"));
    return process.exitValue();
  }

  /** SIGKILL to it and to what it has started. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    ProcessOutput.await(process, STOP, List.of("kill"));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
    }
  }
}
