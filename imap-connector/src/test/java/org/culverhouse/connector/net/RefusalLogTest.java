package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.culverhouse.api.model.Network;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
  private static final Network ONE = Network.parse("192.0.2.1");

  private final List<String> lines = new ArrayList<>();
  private long now;
  private final RefusalLog log =
      new RefusalLog(
          () -> now, (format, parameters) -> lines.add(MessageFormat.format(format, parameters)));

  @Test
  void theFirstIsToldAtOnceAndTheOthersAreCounted() {
    for (int i = 0; i < 500; i++) {
      log.count(ONE, Refusal.RATE);
    }
    log.tellCounts();
    assertThat(lines)
        .containsExactly(
            "A connection of 192.0.2.1/32 is refused: limits.network.accept-rate."
                + " More of them are counted for a minute");
    lines.clear();
    now += TimeUnit.MINUTES.toNanos(1);
    log.tellCounts();
    log.tellCounts();
    assertThat(lines)
        .containsExactly(
            "499 more connections of 192.0.2.1/32 were refused within a minute:"
                + " limits.network.accept-rate");
  }

  @Test
  void oneAloneIsOneLine() {
    log.count(ONE, Refusal.TOTAL);
    now += TimeUnit.MINUTES.toNanos(1);
    log.tellCounts();
    assertThat(lines).hasSize(1);
  }

  @Test
  void manyNetworksAreFewLines() {
    for (int i = 0; i < 5000; i++) {
      log.count(Network.parse("10.0." + i / 250 + "." + i % 250), Refusal.TOTAL);
    }
    now += TimeUnit.MINUTES.toNanos(1);
    log.tellCounts();
    assertThat(lines).hasSize(RefusalLog.MAX_NETWORKS + 2);
    assertThat(lines)
        .last()
        .asString()
        .isEqualTo(
            "4799 more connections of other networks were refused within a minute:"
                + " limits.connections.total");
  }
}
