package org.culverhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.cli.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void aNewFolderIsForItsOwnerOnly() throws IOException {
    try (var folder = DataFolder.open(temporary.resolve("a/b"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aSecondServerIsTurnedAwayAsLongAsTheFirstRuns() {
    try (var first = DataFolder.open(temporary)) {
      first.announce(ProcessHandle.current().pid(), addresses());

      assertFailure(
          () -> DataFolder.open(temporary),
          ExitCode.TEMPFAIL,
          "another server uses " + temporary,
          "process " + ProcessHandle.current().pid());
    }
    DataFolder.open(temporary).close();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    var file = Files.writeString(temporary.resolve("file"), "");

    assertFailure(() -> DataFolder.open(file), ExitCode.CANTCREAT, file.toString(), "--data");
    assertFailure(() -> DataFolder.open(file.resolve("below")), ExitCode.CANTCREAT, "--data");
  }

  @Test
  void aWrittenFileIsForItsOwnerOnlyAndReplacesTheOld() throws IOException {
    try (var folder = DataFolder.open(temporary)) {
      folder.write(folder.key(), "old");
      folder.write(folder.key(), "new");

      assertThat(folder.key()).hasContent("new");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.key())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void otherVerbsFindTheServerAsLongAsItRuns() {
    try (var folder = DataFolder.open(temporary)) {
      assertThat(RunningServer.read(temporary)).isEmpty();

      folder.announce(ProcessHandle.current().pid(), addresses());

      assertThat(RunningServer.read(temporary))
          .hasValueSatisfying(server -> assertThat(server.http()).isEqualTo("127.0.0.1:3"));
    }
    assertThat(RunningServer.read(temporary)).isEmpty();
  }

  @Test
  void nothingOfAnEarlierRunIsLeftInTheScratchFolder() throws IOException {
    try (var folder = DataFolder.open(temporary)) {
      Files.createDirectories(folder.scratch().resolve("config"));
      Files.writeString(folder.path().resolve("run/payara/config/domain.xml"), "old");

      assertThat(folder.scratch()).isEmptyDirectory();
    }
  }

  private static Addresses addresses() {
    var here = InetAddress.getLoopbackAddress();
    return new Addresses(
        new InetSocketAddress(here, 1),
        new InetSocketAddress(here, 2),
        new InetSocketAddress(here, 3));
  }

  private static void assertFailure(ThrowingCallable action, ExitCode code, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(code);
              assertThat(failure.line()).contains(parts);
            });
  }
}
