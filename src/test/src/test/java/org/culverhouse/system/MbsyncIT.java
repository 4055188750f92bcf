package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** isync's mbsync keeps two Maildirs and a mailbox on the server the same. */
@ExtendWith(AnyTarget.class)
class MbsyncIT {
  private static final int MESSAGES = 1_000;
  private static final List<String> FLAGS = List.of("", "S", "FS", "RS", "DS");

  private Path folder = Path.of("");

  @BeforeEach
  void needsMbsync() throws IOException {
    Programs.require("mbsync");
    folder = Build.newFolder("mbsync");
  }

  @Test
  void aThousandMessagesGoUpAndDownAndChangesGoBothWays(Target target) throws IOException {
    var person = target.newPerson("mbsync");
    var here = Maildir.create(folder.resolve("here/INBOX"));
    var there = Maildir.create(folder.resolve("there/INBOX"));
    var letters = fill(here);

    sync(target, person, "here");
    sync(target, person, "there");
    assertThat(there.contents()).hasSize(MESSAGES).isEqualTo(letters);
    assertThat(here.contents()).isEqualTo(letters);

    changeFrom(here, 0);
    changeFrom(there, 500);
    sync(target, person, "here");
    sync(target, person, "there");
    sync(target, person, "here");
    assertThat(here.contents()).hasSize(MESSAGES - 40).isEqualTo(there.contents());
    assertThat(here.contents()).isNotEqualTo(letters);
    assertThat(withoutFlags(letters)).containsAllEntriesOf(withoutFlags(here.contents()));
    assertThat(flagged(here.contents())).isGreaterThan(flagged(letters));
  }

  private static Map<String, String> fill(Maildir maildir) throws IOException {
    var letters = new Letters(1, "mbsync");
    for (int i = 0; i < MESSAGES; i++) {
      maildir.add(i, letters.next(i), FLAGS.get(i % FLAGS.size()));
    }
    return maildir.contents();
  }

  /** Fifty messages become flagged, twenty go. */
  private static void changeFrom(Maildir maildir, int first) throws IOException {
    var files = maildir.files();
    for (int i = first; i < first + 50; i++) {
      maildir.setFlags(files.get(i), "FRS");
    }
    for (int i = first + 100; i < first + 120; i++) {
      maildir.setFlags(files.get(i), "ST");
    }
  }

  private static Map<String, String> withoutFlags(Map<String, String> contents) {
    var digests = new TreeMap<String, String>();
    contents.forEach((id, value) -> digests.put(id, value.substring(value.indexOf(' '))));
    return digests;
  }

  private static long flagged(Map<String, String> contents) {
    return contents.values().stream().filter(value -> value.startsWith("FRS ")).count();
  }

  private void sync(Target target, Target.Person person, String side) throws IOException {
    var settings = folder.resolve(side + ".mbsyncrc");
    Files.writeString(
        settings,
        """
        IMAPAccount server
        Host %s
        Port %d
        User %s
        Pass %s
        SSLType None
        AuthMechs LOGIN
        PipelineDepth 50

        IMAPStore far
        Account server

        MaildirStore near
        Path %s/
        Inbox %s/INBOX
        SubFolders Verbatim

        Channel all
        Far :far:
        Near :near:
        Patterns INBOX
        Create Both
        Expunge Both
        SyncState *
        """
            .formatted(
                target.imap().getHostString(),
                target.imap().getPort(),
                person.user(),
                person.password(),
                folder.resolve(side),
                folder.resolve(side)));
    var result =
        ProcessOutput.of(List.of("mbsync", "-c", settings.toString(), "-a"), Duration.ofMinutes(3));
    assertThat(result.exitCode()).as(result.toString()).isZero();
  }
}
