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

/** Python's imaplib; the session itself is in resources/clients. */
@ExtendWith(AnyTarget.class)
class ImaplibIT {
  @Test
  void aSessionWithImaplib(Target target) throws IOException, URISyntaxException {
    Programs.require("python3");
    var person = target.newPerson("imaplib");
    var script =
        Path.of(
            Objects.requireNonNull(getClass().getResource("/clients/imaplib_session.py")).toURI());

    var result =
        ProcessOutput.of(
            List.of(
                "python3",
                script.toString(),
                target.imap().getHostString(),
                String.valueOf(target.imap().getPort()),
                person.user(),
                person.password()),
            Duration.ofSeconds(60));

    assertThat(result.out()).as(result.toString()).contains("all good");
  }
}
