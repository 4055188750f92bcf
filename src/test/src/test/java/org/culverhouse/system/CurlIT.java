package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** curl as a mail program. */
@ExtendWith(AnyTarget.class)
class CurlIT {
  private Path folder = Path.of("");

  @BeforeEach
  void needsCurl() throws IOException {
    Programs.require("curl");
    folder = Build.newFolder("curl");
  }

  @Test
  void listsAppendsFetchesAndSearches(Target target) throws IOException {
    var person = target.newPerson("curl");
    var letters = new Letters(3, "curl");
    var messages = new ArrayList<byte[]>();
    for (int i = 0; i < 6; i++) {
      messages.add(letters.next(i));
      var file = Files.write(folder.resolve("m" + i), messages.get(i));
      curl(target, person, "INBOX", "-T", file.toString());
    }

    assertThat(curl(target, person, "")).contains("INBOX");
    for (int i = 0; i < messages.size(); i++) {
      var file = folder.resolve("back" + i);
      curl(target, person, "INBOX;MAILINDEX=" + (i + 1), "-o", file.toString());
      assertThat(Files.readAllBytes(file)).isEqualTo(messages.get(i));
    }
    assertThat(curl(target, person, "INBOX?ALL").strip()).isEqualTo("* SEARCH 1 2 3 4 5 6");
    assertThat(curl(target, person, "INBOX", "-X", "SEARCH SUBJECT ledgers").strip())
        .isEqualTo("* SEARCH 2");
    assertThat(curl(target, person, "INBOX", "-X", "STORE 1 +FLAGS \\Flagged"))
        .contains("\\Flagged");
  }

  private static String curl(Target target, Target.Person person, String path, String... options)
      throws IOException {
    var command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "30"));
    command.addAll(List.of("-u", person.user() + ":" + person.password()));
    command.addAll(List.of(options));
    command.add(
        "imap://%s:%d/%s".formatted(target.imap().getHostString(), target.imap().getPort(), path));
    var result = ProcessOutput.of(command, Duration.ofSeconds(60));
    assertThat(result.exitCode()).as(command + "\n" + result).isZero();
    return new String(result.out().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
