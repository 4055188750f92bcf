package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.culverhouse.api.command.Enable;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9586: what a client is told that names messages by UID alone. */
@ParameterizedClass
@EnumSource(Backend.class)
class UidOnlySessionTest {
  @RegisterExtension final World world;

  UidOnlySessionTest(Backend backend) {
    world = new World(backend);
  }

  private Client client(int messages, String... extensions) {
    var client = world.login();
    world.deliver(messages);
    client.run(new Enable("a", List.of(extensions)));
    client.select("INBOX");
    return client;
  }

  @Test
  void itIsEnabled() {
    assertThat(world.login().run(new Enable("a", List.of("uidonly"))))
        .containsExactly("* ENABLED UIDONLY", "a OK");
  }

  @Test
  void theFirstUnseenMessageIsNotTold() {
    var client = client(2, "UIDONLY");
    assertThat(client.select("INBOX")).noneMatch(line -> line.contains("UNSEEN"));
    assertThat(world.login().select("INBOX")).contains("* OK [UNSEEN 1]");
  }

  @Test
  void expungesAreToldByUid() {
    var client = client(3, "UIDONLY");
    world.expunge(2);
    assertThat(client.noop()).contains("* VANISHED NOW 2").noneMatch(l -> l.contains("EXPUNGE"));
    client.run(
        new Store(
            "a",
            Numbering.UID,
            SequenceSet.of(1),
            Store.Mode.ADD,
            Store.Echo.SILENT,
            FlagSet.of(SystemFlag.DELETED)));
    assertThat(client.run(new Expunge("a"))).contains("* VANISHED NOW 1");
  }

  @Test
  void theUidIsAnItemOnlyWhereItIsAskedFor() {
    var client = client(1, "UIDONLY");
    assertThat(client.uidFetch(1, 1, Item.RFC822_SIZE))
        .containsExactly("* 1 FETCH (RFC822.SIZE " + World.MESSAGE.length() + ")", "a OK");
    assertThat(client.uidFetch(1, 1, Item.UID, Item.RFC822_SIZE))
        .containsExactly("* 1 FETCH (UID 1 RFC822.SIZE " + World.MESSAGE.length() + ")", "a OK");
    assertThat(client.run(new Fetch("a", Numbering.UID, SequenceSet.of(1), List.of(Item.FLAGS))))
        .containsExactly("* 1 FETCH (FLAGS ()\\Recent)", "a OK");
  }

  @Test
  void changesTellModSeqsToWhoKeepsThem() {
    var client = client(1, "CONDSTORE", "UIDONLY");
    var other = world.login();
    other.select("INBOX");
    other.store(1, 1, Store.Mode.ADD, SystemFlag.SEEN);
    assertThat(client.noop()).containsExactly("* 1 FETCH (MODSEQ FLAGS (\\Seen)\\Recent)", "a OK");
  }
}
