package org.culverhouse.server;

import java.time.Duration;
import org.culverhouse.cli.ExitCode;

/** Ends the process if it has not ended by itself in time. */
final class Deadline {
  private Deadline() {}

  static void start(Duration time) {
    Thread.ofPlatform()
        .name("deadline")
        .daemon()
        .start(
            () -> {
              try {
                Thread.sleep(time);
              } catch (InterruptedException e) {
                return;
              }
              System.err.println("culver serve: stopping takes too long; the process is ended");
              Runtime.getRuntime().halt(ExitCode.SOFTWARE.number());
            });
  }
}
