package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.NewMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads append at once, and the power is cut while they do. */
class GroupCommitTest {
  private static final int THREADS = 6;
  private static final int MESSAGES = 40;

  private final SimServer server = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 1);

  /** The UID of each message that was acknowledged, by digest. */
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  private void append(MailStore store, long seed) {
    var random = new SplittableRandom(seed);
    var inbox = store.tree().get(MailboxName.INBOX).id();
    for (int i = 0; i < MESSAGES; i++) {
      var octets = new byte[random.nextInt(16, i % 10 == 0 ? 6000 : 600)];
      random.nextBytes(octets);
      var message =
          new NewMessage(Content.of(octets), FlagSet.NONE, java.time.Instant.ofEpochSecond(i));
      var answer = store.append(inbox, java.util.List.of(message));
      long uid = answer.uids().ranges().getFirst().first();
      assertThat(acknowledged.put(StoreText.digest(octets), uid)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 60, 90, 120})
  void whatEachOfThemWasToldIsThere(int at) throws Exception {
    var disk = new SimIo[1];
    var promised = new ConcurrentHashMap<String, Long>();
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      long start = server.io().steps();
      server
          .io()
          .onStep(
              (number, what, path) -> {
                if (number == start + at) {
                  promised.putAll(acknowledged);
                  disk[0] = server.io().afterPowerCut(new SplittableRandom(at));
                }
              });
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < THREADS; i++) {
          long seed = i;
          threads.submit(() -> append(store, seed));
        }
      }
      assertThat(acknowledged).hasSize(THREADS * MESSAGES);
      assertThat(acknowledged.values()).doesNotHaveDuplicates();
    }
    check(server.io(), acknowledged);
    assertThat(disk[0]).as("there were fewer calls").isNotNull();
    check(disk[0], promised);
  }

  private void check(SimIo disk, Map<String, Long> expected) {
    var lines = server.with(disk).lines();
    expected.forEach(
        (digest, uid) ->
            assertThat(lines)
                .anyMatch(line -> line.startsWith("  " + uid + " ") && line.endsWith(digest)));
  }
}
