package org.culverhouse.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailboxView.Expunges;
import org.culverhouse.mailbox.memory.MemoryStores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/** Several sessions do random things in one mailbox; each must always know what is true. */
class MailboxViewModelTest {
  private static final int STEPS = 250_000;
  private static final List<Flag> FLAGS =
      List.of(SystemFlag.SEEN, SystemFlag.DELETED, new Keyword("$Later"));

  private final MailStore store = new MemoryStores().open(new StoreId(1));
  private final Mailbox mailbox = store.open(store.tree().get(MailboxName.INBOX).id());
  private final List<ToldClient> clients = new ArrayList<>();
  private Random random = new Random();

  @ParameterizedTest
  @ValueSource(longs = {1, 22, 333, 4444})
  void whatClientsAreToldIsTrue(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      clients.add(new ToldClient(MailboxView.select(mailbox)));
    }
    clients.add(new ToldClient(MailboxView.examine(mailbox)));
    for (int step = 0; step < STEPS; step++) {
      var client = clients.get(random.nextInt(clients.size())).listening();
      step(client);
      agreesWithItsView(client);
    }
  }

  private void step(ToldClient client) {
    switch (random.nextInt(10)) {
      case 0, 1 -> append();
      case 2 -> mailbox.expunge(some(mailbox.snapshot().live(), 4));
      case 3 -> mailbox.change(some(mailbox.snapshot().live(), 2), change());
      case 4 -> storeLoudly(client);
      case 5 -> storeSilently(client);
      case 6 -> fetchFlags(client);
      case 7 -> {
        client.view.tell(Expunges.HELD, client);
        knowsFlags(client);
      }
      default -> {
        client.view.tell(Expunges.TOLD, client);
        knowsFlags(client);
        assertThat(client.uids.equals(list(mailbox.snapshot().live()))).isTrue();
      }
    }
  }

  private void append() {
    if (mailbox.snapshot().live().size() > 30) {
      return;
    }
    store.append(
        mailbox.id(),
        List.of(
            new NewMessage(
                Content.of(new byte[] {'a', '\r', '\n'}), randomFlags(), Instant.EPOCH)));
  }

  private void storeLoudly(ToldClient client) {
    var uids = some(client.view.messages(), 2);
    mailbox.change(uids, change());
    client.view.echo(uids, client);
    for (long uid : list(uids.and(mailbox.snapshot().live()))) {
      int number = client.view.numberOf(uid);
      assertThat(hasHeardFlags(client, number)).isTrue();
    }
    knowsFlags(client);
  }

  private void storeSilently(ToldClient client) {
    var uids = some(client.view.messages(), 2);
    var change = change();
    mailbox.change(uids, change);
    for (long uid : list(uids)) {
      client.flags.computeIfPresent(
          uid,
          (key, before) -> {
            var flags = new HashSet<>(before);
            var named = change.flags().stream().toList();
            switch (change) {
              case FlagChange.Replace replace -> {
                flags.clear();
                flags.addAll(named);
              }
              case FlagChange.Add add -> flags.addAll(named);
              case FlagChange.Remove remove -> named.forEach(flags::remove);
            }
            return flags;
          });
    }
    client.view.silence(uids, change, client);
    knowsFlags(client);
  }

  private void fetchFlags(ToldClient client) {
    var uids = some(client.view.messages(), 2);
    var newest = client.view.newest();
    for (long uid : list(uids)) {
      client.view.stateOf(uid, newest).ifPresent(state -> client.knows(uid, state.flags(uid)));
    }
    client.view.tellExcept(uids, newest, client);
    for (long uid : list(uids)) {
      int number = client.view.numberOf(uid);
      assertThat(hasHeardFlags(client, number)).isFalse();
    }
    knowsFlags(client);
  }

  private static boolean hasHeardFlags(ToldClient client, int number) {
    return client.heard.stream().anyMatch(line -> line.startsWith(number + " FLAGS"));
  }

  /** The numbers are those of a list in which nothing was forgotten. */
  private static void agreesWithItsView(ToldClient client) {
    if (!list(client.view.messages()).equals(client.uids)) {
      throw new AssertionError(client.view.messages() + " is not what was told: " + client.uids);
    }
  }

  /** As far as it knows flags, they are those of the mailbox. */
  private void knowsFlags(ToldClient client) {
    var snapshot = mailbox.snapshot();
    client.flags.forEach(
        (uid, flags) -> {
          if (snapshot.live().contains(uid)) {
            var now = new HashSet<>(snapshot.flags(uid).stream().toList());
            if (!flags.equals(now)) {
              throw new AssertionError(
                  "UID %d has the flags %s, and %s were told".formatted(uid, now, flags));
            }
          }
        });
  }

  private FlagChange change() {
    return switch (random.nextInt(3)) {
      case 0 -> new FlagChange.Replace(randomFlags());
      case 1 -> new FlagChange.Add(randomFlags());
      default -> new FlagChange.Remove(randomFlags());
    };
  }

  private FlagSet randomFlags() {
    return FlagSet.of(FLAGS.stream().filter(flag -> random.nextBoolean()).toList());
  }

  private UidBitmap some(UidBitmap uids, int oneIn) {
    var bits = new RoaringBitmap();
    list(uids).stream()
        .filter(uid -> random.nextInt(oneIn) == 0)
        .forEach(uid -> bits.add(uid.intValue()));
    return UidBitmap.wrap(bits);
  }

  private static List<Long> list(UidBitmap uids) {
    var list = new ArrayList<Long>();
    uids.iterator().forEachRemaining((Long uid) -> list.add(uid));
    return list;
  }
}
