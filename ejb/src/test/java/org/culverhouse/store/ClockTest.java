package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.NewMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks jump; UIDVALIDITY goes up, and dates stay what they are. */
class ClockTest {
  private static final MailboxName NAME = new MailboxName("a");
  private static final long TEN_YEARS = Duration.ofDays(3652).toMillis();

  private SimServer server = SimServer.on(new SimIo(SimServer.ROOT), Durability.OPTIMIZED, 1);

  private long makeAgain() {
    return server.use(
        store -> {
          if (store.tree().find(NAME).isPresent()) {
            store.delete(NAME);
          }
          return store.create(NAME, Set.of()).uidValidity().value();
        });
  }

  @Test
  void uidValidityGoesUpWhateverTheClockDoes() {
    long last = makeAgain();
    for (long jump : new long[] {0, 0, -TEN_YEARS, TEN_YEARS, TEN_YEARS, -2 * TEN_YEARS, 1000}) {
      server.clock().addAndGet(jump);
      server = server.with(server.io().afterPowerCut(new SplittableRandom(jump)));
      long next = makeAgain();
      assertThat(next).as("after %d ms", jump).isGreaterThan(last).isLessThan(1L << 32);
      last = next;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2106-02-07T06:28:16Z", "2400-01-01T00:00:00Z", "1969-01-01T00:00:00Z"})
  void aClockBeyond32BitsMakesNoDifference(Instant now) {
    long before = makeAgain();
    server.clock().set(now.toEpochMilli());
    assertThat(makeAgain()).isGreaterThan(before).isLessThan(1L << 32);
    server.clock().set(1_900_000_000_000L);
    assertThat(makeAgain()).isGreaterThan(before + 1).isLessThan(1L << 32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1900-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "2038-01-19T03:14:08Z",
        "2106-02-07T06:28:16Z",
        "9999-12-31T23:59:59Z"
      })
  void datesBeyond32BitsAreKept(Instant date) {
    var octets = "Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    var message = new NewMessage(Content.of(octets), FlagSet.NONE, date);
    server.use(store -> store.append(store.tree().get(MailboxName.INBOX).id(), List.of(message)));
    Instant kept =
        server.use(
            store ->
                store.open(store.tree().get(MailboxName.INBOX).id()).snapshot().internalDate(1));
    assertThat(kept).isEqualTo(date);
  }
}
