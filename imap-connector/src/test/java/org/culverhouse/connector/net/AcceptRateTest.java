package org.culverhouse.connector.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.culverhouse.api.model.Network;
import org.junit.jupiter.api.Test;

class AcceptRateTest {
  private static final Network ONE = Network.parse("192.0.2.1");
  private static final Network OTHER = Network.parse("192.0.2.2");

  private long now = Long.MAX_VALUE - 1000; // it may overflow
  private final AcceptRate rate = new AcceptRate(10, () -> now);

  private long takenOf(Network network, int tries) {
    return IntStream.range(0, tries).filter(i -> rate.take(network)).count();
  }

  @Test
  void asManyAsThatMayComeAtOnce() {
    assertThat(takenOf(ONE, 50)).isEqualTo(10);
    assertThat(takenOf(OTHER, 50)).isEqualTo(10);
  }

  @Test
  void andAsManyInEachSecond() {
    takenOf(ONE, 50);
    now += TimeUnit.MILLISECONDS.toNanos(550);
    assertThat(takenOf(ONE, 50)).isEqualTo(5);
    now += TimeUnit.HOURS.toNanos(1);
    assertThat(takenOf(ONE, 50)).isEqualTo(10);
  }

  @Test
  void whoHasBeenSilentForASecondIsForgotten() {
    takenOf(ONE, 3);
    now += TimeUnit.SECONDS.toNanos(2);
    takenOf(OTHER, 1);
    assertThat(rate.size()).isEqualTo(1);
  }

  @Test
  void whatIsKeptHasABound() throws Exception {
    for (int i = 0; i < AcceptRate.CAPACITY + 100; i++) {
      var octets = new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      assertThat(rate.take(Network.ofClient(InetAddress.getByAddress(octets)))).isTrue();
    }
    assertThat(rate.size()).isEqualTo(AcceptRate.CAPACITY);
  }
}
