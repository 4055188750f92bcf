package org.culverhouse.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Assumptions;

/**
 * A Dovecot of the test's own, to compare with: in its own folder, on a free port of the loopback.
 * It takes any user with the password {@code pass}. Needs root, as the users of its processes are
 * others.
 */
final class Dovecot implements Target, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String VERSION = "2.3.";
  private static final String CONFIGURATION =
      """
      protocols = imap
      listen = 127.0.0.1
      ssl = no
      disable_plaintext_auth = no
      base_dir = ${folder}/run
      state_dir = ${folder}/run
      log_path = ${folder}/dovecot.log
      default_vsz_limit = 1G
      first_valid_uid = 1
      mail_uid = mail
      mail_gid = mail
      mail_fsync = never
      mail_location = sdbox:${folder}/mail/%u
      passdb {
        driver = static
        args = password=pass
      }
      userdb {
        driver = static
        args = uid=mail gid=mail home=${folder}/home/%u
      }
      namespace inbox {
        inbox = yes
      }
      service imap-login {
        inet_listener imap {
          port = ${port}
        }
        inet_listener imaps {
          port = 0
        }
      }
      """;

  private final Process process;
  private final InetSocketAddress imap;

  private Dovecot(Process process, InetSocketAddress imap) {
    this.process = process;
    this.imap = imap;
  }

  /** Leaves the test out where no Dovecot can be started that understands the configuration. */
  static Dovecot start() throws IOException {
    var program = Programs.require("dovecot");
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"), "only root can start dovecot here");
    var version = ProcessOutput.of(List.of(program, "--version"), PATIENCE).out();
    Assumptions.assumeTrue(version.startsWith(VERSION), "dovecot is " + version);
    // Its processes have other users, who cannot enter the folder of the build.
    var folder = Files.createTempDirectory("culver-dovecot-");
    ProcessOutput.of(List.of("chmod", "755", folder.toString()), PATIENCE);
    for (var name : List.of("mail", "home")) {
      var inner = Files.createDirectory(folder.resolve(name));
      ProcessOutput.of(List.of("chown", "mail:mail", inner.toString()), PATIENCE);
    }
    var imap = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    var file = folder.resolve("dovecot.conf");
    Files.writeString(
        file,
        CONFIGURATION
            .replace("${folder}", folder.toString())
            .replace("${port}", Integer.toString(imap.getPort())));
    var process =
        new ProcessBuilder(program, "-F", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    var dovecot = new Dovecot(process, imap);
    dovecot.awaitReady(folder);
    return dovecot;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path folder) throws IOException {
    await().atMost(PATIENCE).until(() -> !process.isAlive() || isListening());
    if (!process.isAlive()) {
      throw new IOException("dovecot ended: " + Files.readString(folder.resolve("out.txt")));
    }
  }

  private boolean isListening() {
    try (var socket = new Socket()) {
      socket.connect(imap);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public String kind() {
    return "dovecot";
  }

  @Override
  public InetSocketAddress imap() {
    return imap;
  }

  @Override
  public Person newPerson(String label) {
    return new Person(label, "pass");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
