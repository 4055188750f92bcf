package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OfflineIMAP keeps two Maildirs and a mailbox on the server the same. */
@ExtendWith(AnyTarget.class)
class OfflineImapIT {
  private static final int MESSAGES = 200;

  private Path folder = Path.of("");

  @BeforeEach
  void needsOfflineImap() throws IOException {
    Programs.require("offlineimap");
    folder = Build.newFolder("offlineimap");
  }

  @Test
  void messagesGoUpAndDownAndChangesGoBothWays(Target target) throws IOException {
    var person = target.newPerson("offlineimap");
    var here = Maildir.create(folder.resolve("here/INBOX"));
    var letters = new Letters(2, "offlineimap");
    for (int i = 0; i < MESSAGES; i++) {
      here.add(i, letters.next(i), i % 2 == 0 ? "S" : "");
    }
    var before = here.contents();

    sync(target, person, "here");
    sync(target, person, "there");
    var there = new Maildir(folder.resolve("there/INBOX"));
    assertThat(there.contents()).isEqualTo(before);

    var files = there.files();
    there.setFlags(files.get(3), "FRS");
    Files.delete(files.get(10));
    sync(target, person, "there");
    sync(target, person, "here");
    assertThat(here.contents()).hasSize(MESSAGES - 1).isEqualTo(there.contents());
  }

  private void sync(Target target, Target.Person person, String side) throws IOException {
    var settings = folder.resolve(side + ".conf");
    Files.createDirectories(folder.resolve(side));
    Files.writeString(
        settings,
        """
        [general]
        accounts = test
        metadata = %s
        [Account test]
        localrepository = local
        remoterepository = remote
        [Repository local]
        type = Maildir
        localfolders = %s
        [Repository remote]
        type = IMAP
        remotehost = %s
        remoteport = %d
        remoteuser = %s
        remotepass = %s
        ssl = no
        starttls = no
        auth_mechanisms = PLAIN
        folderfilter = lambda name: name == 'INBOX'
        """
            .formatted(
                folder.resolve(side + "-metadata"),
                folder.resolve(side),
                target.imap().getHostString(),
                target.imap().getPort(),
                person.user(),
                person.password()));
    var result =
        ProcessOutput.of(
            List.of("offlineimap", "-o", "-u", "basic", "-c", settings.toString()),
            Duration.ofMinutes(3));
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }
}
