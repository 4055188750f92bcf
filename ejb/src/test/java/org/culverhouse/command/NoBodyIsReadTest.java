package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mime.KeptFields;
import org.culverhouse.search.Criterion;
import org.culverhouse.search.Finder;
import org.culverhouse.store.Durability;
import org.culverhouse.store.FileIo;
import org.culverhouse.store.NativeStores;
import org.culverhouse.store.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S24, S40, S60: what mail programs list and search is answered without opening a message. */
class NoBodyIsReadTest {
  private static final int MESSAGES = 100;

  @TempDir private Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : opened) {
      each.close();
    }
  }

  private NativeStores stores(KeptFields kept) {
    var stores =
        new NativeStores(
            new FileIo(),
            folder,
            StoreSettings.DEFAULT.with(Durability.NEVER).with(kept),
            () -> World.NOW.toEpochMilli(),
            new Random(1));
    opened.add(stores);
    return stores;
  }

  private static void deliver(World world) {
    for (int i = 1; i <= MESSAGES; i++) {
      world.deliver(
          "INBOX",
          "From: Ada <ada@example.org>\r\nX-Foo: bar %d\r\nDate: %d Jan 2026 10:00:00 +0100\r\n"
                  .formatted(i, 1 + i % 28)
              + "Subject: Engine %d\r\nTo: bob@example.org\r\n".formatted(i)
              + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
              + "--b\r\n\r\nNotes on it\r\n--b--\r\n");
    }
  }

  private static FetchAttribute peek(String... fields) {
    var section = new SectionName(List.of(), SectionName.Text.HEADER_FIELDS, List.of(fields));
    return new FetchAttribute.Body(section, Optional.empty(), Seen.PEEK);
  }

  private static List<String> list(World world, FetchAttribute... attributes) {
    var client = world.login();
    client.select("INBOX");
    var answer = new ArrayList<>(client.fetch(1, MESSAGES, attributes));
    assertThat(answer).hasSize(MESSAGES + 1).endsWith("a OK");
    // Only the first session that looks is told of recent messages.
    answer.replaceAll(line -> line.replace("\\Recent", ""));
    return answer;
  }

  private static List<String> list(World world) {
    return list(
        world,
        Item.FLAGS,
        Item.INTERNALDATE,
        Item.RFC822_SIZE,
        Item.ENVELOPE,
        Item.BODY,
        Item.BODYSTRUCTURE,
        peek("From", "To", "Subject", "Date", "Message-ID", "References", "X-Priority", "List-Id"));
  }

  @Test
  void aListOfMessagesOpensNone() throws Exception {
    List<String> answer;
    try (var stores = stores(KeptFields.STANDARD)) {
      var world = new World(stores);
      world.login();
      deliver(world);
      answer = list(world);
      assertThat(answer.get(6)).contains("Subject: Engine 7");
      assertThat(stores.bodiesOpened()).isZero();
    }
    var again = stores(KeptFields.STANDARD);
    assertThat(list(new World(again))).isEqualTo(answer);
    assertThat(again.bodiesOpened()).isZero();
  }

  @Test
  void otherFieldsAreReadFromTheMessages() {
    var stores = stores(KeptFields.STANDARD);
    var world = new World(stores);
    world.login();
    deliver(world);

    assertThat(list(world, peek("X-Foo")).get(6)).contains("X-Foo: bar 7");
    assertThat(stores.bodiesOpened()).isEqualTo(MESSAGES);
  }

  @Test
  void furtherFieldsAreKeptBySetting() {
    var stores = stores(KeptFields.parse("+X-Foo"));
    var world = new World(stores);
    world.login();
    deliver(world);

    assertThat(list(world, peek("X-Foo", "Subject")).get(6)).contains("X-Foo: bar 7");
    assertThat(stores.bodiesOpened()).isZero();
  }

  @Test
  void searchingAddressesSubjectsAndDatesOpensNone() {
    var stores = stores(KeptFields.STANDARD);
    var world = new World(stores);
    world.login();
    deliver(world);
    var store = world.store();
    var inbox = store.open(store.tree().get(MailboxName.INBOX).id());

    assertThat(found(inbox, new Criterion.Header("Subject", "engine 7"))).isEqualTo(11);
    assertThat(found(inbox, new Criterion.Header("From", "ADA"))).isEqualTo(MESSAGES);
    assertThat(found(inbox, new Criterion.Header("Bcc", ""))).isZero();
    assertThat(found(inbox, new Criterion.Header("Content-Type", "boundary"))).isEqualTo(MESSAGES);
    assertThat(found(inbox, new Criterion.Larger(100))).isEqualTo(MESSAGES);
    var from = LocalDate.of(2026, 1, 27);
    assertThat(found(inbox, new Criterion.Sent(from, LocalDate.MAX))).isEqualTo(6);
    assertThat(stores.bodiesOpened()).isZero();

    assertThat(found(inbox, new Criterion.Header("X-Foo", "bar 7"))).isEqualTo(11);
    assertThat(stores.bodiesOpened()).isEqualTo(MESSAGES);
  }

  private static int found(Mailbox mailbox, Criterion criterion) {
    var state = mailbox.snapshot();
    return new Finder(mailbox, state, (done, goal) -> {}).search(criterion, state.live()).size();
  }

  @Test
  void copiesNeedNothingOfTheirOwn() {
    var stores = stores(KeptFields.STANDARD);
    var world = new World(stores);
    var client = world.login();
    deliver(world);
    client.create("Copy");
    client.select("INBOX");
    client.copy(1, MESSAGES, "Copy");
    client.select("Copy");

    assertThat(client.fetch(1, MESSAGES, Item.ENVELOPE, Item.BODYSTRUCTURE)).hasSize(MESSAGES + 1);
    assertThat(stores.bodiesOpened()).isZero();
  }
}
