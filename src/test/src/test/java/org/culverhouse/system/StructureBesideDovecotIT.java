package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.culverhouse.script.FetchedItems;
import org.culverhouse.script.ImapConnection;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same messages in this server and in a Dovecot: their sizes, envelopes and structures are the
 * same. {@code -Dculver.messages=FOLDER} takes other messages, a file each.
 */
@ExtendWith(SharedServer.class)
class StructureBesideDovecotIT {
  private static final int LETTERS = 1000;

  private static List<byte[]> messages() throws IOException {
    var messages = new ArrayList<byte[]>();
    var folder = System.getProperty("culver.messages");
    if (folder != null) {
      try (var files = Files.list(Path.of(folder))) {
        for (var file : files.sorted().toList()) {
          messages.add(Files.readAllBytes(file));
        }
      }
      return messages;
    }
    var letters = new Letters(5, "beside");
    for (int number = 0; number < LETTERS; number++) {
      messages.add(letters.next(number));
    }
    return messages;
  }

  @Test
  void theStructuresOfThousandMessagesAreTheSame(SharedServer.Running culver) throws Exception {
    var messages = messages();
    try (var dovecot = Dovecot.start()) {
      var theirs = fetched(dovecot, messages);
      var ours = fetched(culver, messages);

      assertThat(ours).hasSize(messages.size());
      var differences = new ArrayList<String>();
      for (int i = 0; i < ours.size(); i++) {
        compare(i, ours.get(i), theirs.get(i), differences);
      }
      assertThat(differences).isEmpty();
    }
  }

  private static void compare(
      int message, Map<String, String> ours, Map<String, String> theirs, List<String> differences) {
    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    ours.forEach(
        (item, value) -> {
          if (!value.equals(theirs.get(item))) {
            differences.add(
                "message %d, %s%n  ours   %s%n  theirs %s%n"
                    .formatted(message, item, value, theirs.get(item)));
          }
        });
  }

  private static List<Map<String, String>> fetched(Target server, List<byte[]> messages)
      throws IOException {
    var person = server.newPerson("beside");
    try (var connection = ImapConnection.open(server.imap())) {
      connection.read();
      connection.command("l", "LOGIN %s %s".formatted(person.user(), person.password()));
      for (var message : messages) {
        append(connection, message);
      }
      assertThat(connection.command("s", "SELECT INBOX")).contains("s OK");
      var fetched = new ArrayList<Map<String, String>>();
      connection.send("f FETCH 1:* (RFC822.SIZE ENVELOPE BODY BODYSTRUCTURE)\r\n");
      for (var line = connection.read(); !line.startsWith("f "); line = connection.read()) {
        var items = FetchedItems.of(line);
        if (!items.isEmpty()) {
          fetched.add(items);
        }
      }
      return fetched;
    }
  }

  private static void append(ImapConnection connection, byte[] message) throws IOException {
    connection.send("a APPEND INBOX {%d}\r\n".formatted(message.length));
    connection.until("a");
    connection.send(new String(message, StandardCharsets.ISO_8859_1) + "\r\n");
    assertThat(connection.until("a")).contains("a OK");
  }
}
