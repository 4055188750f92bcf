package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on the real disk has one owner, whatever another process or this one tries. */
class StoreLockTest {
  private static final StoreId ID = new StoreId(1);

  @TempDir Path root;

  /** Another process, which holds the lock until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (var channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        System.out.println(lock.isValid());
        System.in.read();
      }
    }
  }

  private NativeStores stores() {
    return new NativeStores(
        new FileIo(), root, StoreSettings.DEFAULT, () -> 1, new SplittableRandom(1));
  }

  @Test
  void anotherProcessKeepsThisOneOut() throws Exception {
    try (var stores = stores()) {
      stores.open(ID).close();
    }
    var classes = Path.of(Holder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toString(),
                Holder.class.getName(),
                new StoreFiles(root, ID).owner().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var stores = stores();
        var answers =
            new BufferedReader(
                new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(answers.readLine()).isEqualTo("true");
      assertThatExceptionOfType(MailException.class)
          .isThrownBy(() -> stores.open(ID))
          .withMessageMatching(
              "The mail store \\S+ belongs to another process: process \\d+@\\S+ since 1970\\S+Z")
          .matches(refusal -> refusal.reason() == Reason.IN_USE);
      other.getOutputStream().close();
      other.waitFor();
      stores.open(ID).close();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void thisProcessOpensItOnce() {
    try (var stores = stores();
        var second = stores();
        var store = stores.open(ID)) {
      assertThatExceptionOfType(MailException.class)
          .isThrownBy(() -> second.open(store.id()))
          .matches(refusal -> refusal.reason() == Reason.UNAVAILABLE);
    }
  }
}
