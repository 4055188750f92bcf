package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** S23: 10 bodies of 10,000 and 10 indexes are damaged; those 20 are found, and nothing is lost. */
@ExtendWith(QuietLog.class)
class ManyDamagesTest {
  private static final int MAILBOXES = 10;
  private static final int MESSAGES = 1000;
  private static final StoreId ID = new StoreId(7);

  /** Where the octets of a message are in its record, and a little further. */
  private static final int TEXT = 90;

  private static final FlagSet FLAGS = FlagSet.of(SystemFlag.SEEN, SystemFlag.FLAGGED);

  @TempDir private Path root;

  private NativeStores stores() {
    return new NativeStores(
        new FileIo(), root, settings(), () -> 1_800_000_000_000L, new SplittableRandom(3));
  }

  private StoreTools tools() {
    return new StoreTools(
        new FileIo(), root, settings(), () -> 1_800_000_000_000L, new SplittableRandom(4));
  }

  /** Each mailbox gets an index of its own. */
  private static StoreSettings settings() {
    return SimServer.small(Durability.NEVER);
  }

  @BeforeEach
  void manyMessages() {
    try (var stores = stores();
        var store = stores.open(ID)) {
      for (int mailbox = 0; mailbox < MAILBOXES; mailbox++) {
        var info = store.create(new MailboxName("m" + mailbox), Set.of());
        var messages = new ArrayList<NewMessage>();
        for (int i = 0; i < MESSAGES; i++) {
          var text = "Subject: " + mailbox + "." + i + "\r\n\r\ntext\r\n";
          messages.add(
              new NewMessage(
                  Content.of(text.getBytes(StandardCharsets.US_ASCII)),
                  FLAGS,
                  Instant.ofEpochSecond(i)));
        }
        store.append(info.id(), messages);
      }
    }
  }

  private static void flip(Path file, long at) throws IOException {
    try (var octets = new RandomAccessFile(file.toFile(), "rw")) {
      octets.seek(at);
      int octet = octets.read();
      octets.seek(at);
      octets.write(octet ^ 1);
    }
  }

  private record Place(String file, long offset) {}

  private List<Place> bodies() {
    var file = new String[1];
    var places = new ArrayList<Place>();
    tools()
        .dump(
            ID,
            List.of(),
            described -> {
              if (described.kind().equals("file")) {
                file[0] = described.values().getOrDefault("file", "").toString();
              } else if (described.kind().equals("BLOB")) {
                places.add(
                    new Place(file[0], (Long) described.values().getOrDefault("offset", 0L)));
              }
            });
    return places;
  }

  /** One of a thousand, in the order of the log. */
  private void spoilBodies() throws IOException {
    var bodies = bodies();
    assertThat(bodies).hasSize(MAILBOXES * MESSAGES);
    for (int i = MESSAGES / 2; i < bodies.size(); i += MESSAGES) {
      flip(home().resolve(bodies.get(i).file()), bodies.get(i).offset() + TEXT);
    }
  }

  private Path home() {
    return new StoreFiles(root, ID).home();
  }

  private void spoilIndexes() throws IOException {
    try (var indexes = Files.list(home().resolve("mbx"))) {
      var all = indexes.toList();
      assertThat(all).hasSize(MAILBOXES);
      for (var index : all) {
        flip(index, Files.size(index) / 2);
      }
    }
  }

  @Test
  void exactlyTheseAreFoundAndAllMessagesStay() throws IOException {
    spoilBodies();
    spoilIndexes();

    var repaired = tools().repair(ID, octets -> {});

    var kinds = new TreeMap<String, Integer>();
    repaired
        .before()
        .findings()
        .forEach(f -> kinds.merge(f.getClass().getSimpleName(), 1, Integer::sum));
    assertThat(kinds).containsEntry("Body", 10).containsEntry("Derived", 10).hasSize(2);
    assertThat(repaired.after().findings())
        .hasSize(10)
        .allMatch(f -> f instanceof Finding.Body body && body.messages().size() == 1);
    try (var stores = stores();
        var store = stores.open(ID)) {
      int unreadable = 0;
      for (int mailbox = 0; mailbox < MAILBOXES; mailbox++) {
        var info = store.tree().get(new MailboxName("m" + mailbox));
        var opened = store.open(info.id());
        assertThat(opened.snapshot().live().size()).isEqualTo(MESSAGES);
        assertThat(info.uidValidity().value()).isEqualTo(1_800_000_001L + mailbox);
        for (long uid = 1; uid <= MESSAGES; uid++) {
          assertThat(opened.snapshot().flags(uid)).isEqualTo(FLAGS);
          try (var message = opened.message(uid)) {
            assertThat(message.size()).isPositive();
          } catch (MailException damaged) {
            unreadable++;
          }
        }
      }
      assertThat(unreadable).isEqualTo(10);
    }
  }
}
