package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.culverhouse.api.model.SessionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the network cuts the octets makes no difference. */
class OctetByOctetTest {
  record Sample(SessionState state, String input) {}

  static List<Sample> samples() {
    return Samples.ALL.stream()
        .flatMap(
            input ->
                List.of(
                        SessionState.NOT_AUTHENTICATED,
                        SessionState.AUTHENTICATED,
                        SessionState.SELECTED)
                    .stream()
                    .map(state -> new Sample(state, input)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void piecesOfAnyLengthGiveTheSame(Sample sample) {
    var exchange = new Exchange(sample.state());
    var whole = exchange.whole(sample.input());
    assertThat(whole).isNotEmpty();
    assertThat(exchange.octetByOctet(sample.input())).isEqualTo(whole);
    var octets = sample.input().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    for (int length = 2; length < 8; length++) {
      int most = length;
      assertThat(exchange.inPieces(octets, left -> Math.min(left, most))).isEqualTo(whole);
    }
  }
}
