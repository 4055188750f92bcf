package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How soon one session hears of a message that another has stored in one of 1,000 mailboxes,
 * without IDLE (RFC 5465): Python's imaplib; the sessions themselves are in resources/clients.
 */
@ExtendWith(SharedServer.class)
class NotifyIT {
  private final SharedServer.Running running;

  NotifyIT(SharedServer.Running running) {
    this.running = running;
  }

  @Test
  void aMessageIsToldWithinASecond() throws IOException, URISyntaxException {
    Programs.require("python3");
    Target.Person person = running.newPerson("notify");
    var script =
        Path.of(
            Objects.requireNonNull(getClass().getResource("/clients/notify_latency.py")).toURI());

    var result =
        ProcessOutput.of(
            List.of(
                "python3",
                script.toString(),
                running.imap().getHostString(),
                String.valueOf(running.imap().getPort()),
                person.user(),
                person.password()),
            Duration.ofSeconds(120));

    assertThat(result.out()).as(result.toString()).contains("all good");
    System.out.print(result.out());
  }
}
