package org.culverhouse.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verb finds the server that it talks to. */
final class ServerOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:CULVER_DATA_FOLDER:-culverhouse-data}",
      description =
          "The data folder of the running server: it tells its address and holds the token."
              + " Default: CULVER_DATA_FOLDER, or culverhouse-data.")
  private @Nullable Path data;

  /**
   * @throws Failure UNAVAILABLE when no server runs on the folder, NOPERM when the token is not for
   *     us
   */
  AdminApi connect() {
    var folder = java.util.Objects.requireNonNull(data).toAbsolutePath().normalize();
    var server =
        RunningServer.read(folder)
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.UNAVAILABLE,
                        "no server runs on "
                            + folder
                            + ": start it with culver serve, or name its folder with --data"));
    return new AdminApi(
        URI.create("http://" + reachable(server.http()) + "/api/v1/"), token(folder));
  }

  /** Something that listens everywhere is asked on this machine. */
  private static String reachable(String http) {
    return http.replace("0.0.0.0:", "127.0.0.1:").replace("[0:0:0:0:0:0:0:0]:", "[::1]:");
  }

  private static String token(Path folder) {
    var file = folder.resolve(RunningServer.TOKEN);
    try {
      return Files.readString(file).strip();
    } catch (AccessDeniedException e) {
      throw new Failure(
          ExitCode.NOPERM, "not allowed to read " + file + ": be the user whom the server runs as");
    } catch (IOException e) {
      throw new Failure(ExitCode.UNAVAILABLE, "cannot read the token " + file + ": " + e);
    }
  }
}
