package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxCounts;
import org.culverhouse.mailbox.MailboxView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A start reads no more than is asked for (seed line S24). */
@ExtendWith(QuietLog.class)
class LazyOpeningTest {
  private static final Path HOME = SimServer.ROOT.resolve("34/0000000000001234");
  private static final int MAILBOXES = 20;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private List<MailboxCounts> counts = List.of();

  @BeforeEach
  void mailboxesWithIndexesOfTheirOwn() {
    var operations = new StoreOperations(new SplittableRandom(3));
    counts =
        server.use(
            store -> {
              for (int i = 0; i < MAILBOXES; i++) {
                store.create(new MailboxName("box" + i), Set.of());
                for (int j = 0; j <= i % 5; j++) {
                  var flags = j == 0 ? FlagSet.of(SystemFlag.SEEN) : FlagSet.NONE;
                  operations.append("box" + i, flags, 10).onStore().accept(store);
                }
              }
              return counts(store);
            });
  }

  private static List<MailboxCounts> counts(MailStore store) {
    var all = new ArrayList<MailboxCounts>();
    for (var info : store.tree().mailboxes().values()) {
      all.add(store.open(info.id()).counts());
    }
    return all;
  }

  private static Mailbox box(MailStore store, int number) {
    return store.open(store.tree().get(new MailboxName("box" + number)).id());
  }

  @Test
  void statusReadsNoIndex() throws Exception {
    for (var name : io.list(HOME.resolve("mbx"))) {
      io.delete(HOME.resolve("mbx").resolve(name));
    }
    assertThat(counts).extracting(MailboxCounts::unseen).contains(1, 2, 3, 4);
    assertThat(server.<List<MailboxCounts>>use(LazyOpeningTest::counts)).isEqualTo(counts);
  }

  @Test
  void aLostIndexIsMadeAgainFromTheLog() throws Exception {
    for (var name : io.list(HOME.resolve("mbx"))) {
      io.delete(HOME.resolve("mbx").resolve(name));
    }
    var live =
        server.use(
            store -> {
              var sizes = new ArrayList<Integer>();
              for (int i = 0; i < MAILBOXES; i++) {
                sizes.add(box(store, i).snapshot().live().size());
              }
              return sizes;
            });
    assertThat(live).startsWith(1, 2, 3, 4, 5, 1);
  }

  @Test
  void selectAfterACloseChangesNothingOnDisk() {
    server.use(store -> MailboxView.select(box(store, 4)).size());
    long before = io.steps();
    long after =
        server.use(
            store -> {
              assertThat(MailboxView.select(box(store, 4)).size()).isEqualTo(5);
              return io.steps();
            });
    assertThat(after).isEqualTo(before);
  }
}
