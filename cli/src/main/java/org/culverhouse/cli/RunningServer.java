package org.culverhouse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A server that runs on this machine, as it describes itself in its data folder.
 *
 * @param http {@code host:port} of the REST API
 */
public record RunningServer(long pid, String imap, String imaps, String http) {
  /** Where a server says that it runs, relative to its data folder. */
  public static final String FILE = "run/server.properties";

  /** Where a server leaves the first token of an administrator. */
  public static final String TOKEN = "admin-token";

  /** The server that runs on a data folder; empty when there is none, or its file is left over. */
  public static Optional<RunningServer> read(Path dataFolder) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(dataFolder.resolve(FILE))) {
      properties.load(reader);
      var server =
          new RunningServer(
              Long.parseLong(properties.getProperty("pid", "")),
              properties.getProperty("imap", ""),
              properties.getProperty("imaps", ""),
              properties.getProperty("http", ""));
      return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).map(process -> server);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
