package org.culverhouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that has run to its end. */
record ProcessOutput(int exitCode, String out, String err) {
  /** Runs a program, with its input from a text; whoever does not end in time is killed. */
  static ProcessOutput of(
      List<String> command, Map<String, String> environment, String input, Duration patience)
      throws IOException {
    var out = Files.createTempFile(Build.newFolder("run"), "out", ".txt");
    var err = out.resolveSibling("err.txt");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    } catch (IOException e) {
      // It ended without reading its input; the exit code tells the rest.
    }
    await(process, patience, command);
    return new ProcessOutput(process.exitValue(), read(out), read(err));
  }

  static ProcessOutput of(List<String> command, Duration patience) throws IOException {
    return of(command, Map.of(), "", patience);
  }

  static void await(Process process, Duration patience, List<String> command) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("did not end within " + patience + ": " + command);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\nstdout: " + out + "\nstderr: " + err;
  }
}
