package org.culverhouse.connector.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;

/**
 * Any octets as what a client sends; the first says in which state. The same commands and refusals
 * come of them however the network cuts them, and no message stays behind.
 */
public final class FuzzCommands {
  private static final int PIECE = 7;
  private static final WireLimits LIMITS = WireLimits.of(1 << 20, 4096);

  private FuzzCommands() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    var state = SessionState.values()[(octets[0] & 0xFF) % SessionState.values().length];
    var enabled = octets[0] < 0 ? Set.of(Extension.UTF8_ACCEPT) : Set.<Extension>of();
    var input = Arrays.copyOfRange(octets, 1, octets.length);
    var literals = new MemoryLiterals();
    var exchange = new Exchange(state, enabled, LIMITS, literals);
    var whole = exchange.inPieces(input, left -> left);
    require(exchange.inPieces(input, left -> 1).equals(whole), "octet by octet");
    require(exchange.inPieces(input, left -> Math.min(left, PIECE)).equals(whole), "in pieces");
    require(literals.open == 0, literals.open + " messages are left");
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    for (var sample : Samples.ALL) {
      for (var state : SessionState.values()) {
        seeds.add(((char) state.ordinal() + sample).getBytes(ISO_8859_1));
      }
      seeds.add(((char) (0x80 + SessionState.SELECTED.ordinal()) + sample).getBytes(ISO_8859_1));
    }
    return seeds;
  }
}
