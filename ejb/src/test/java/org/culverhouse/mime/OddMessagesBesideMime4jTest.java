package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hand-made odd messages as mime4j sees them, and why the two differ where they do. */
class OddMessagesBesideMime4jTest {
  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "parameter without semicolon",
          "it takes all for the subtype",
          "multipart with empty boundary",
          "it accepts it; RFC 2046 section 5.1.1: a boundary has at least one character",
          "boundary as last line",
          "it sees no part; RFC 2046 section 5.1.1: header and body of a part may both be empty",
          "boundary with a tail",
          "it wants the whole line; RFC 2046 section 5.1.1: an exact match is not required",
          "same boundary twice",
          "it lets the outer multipart take the inner one's boundary",
          "message in base64",
          "it decodes; RFC 2046 section 5.2.1: only 7bit, 8bit and binary are permitted");

  @Test
  void theStructuresAreTheSameButForWhatIsListed() throws Exception {
    var different = new HashMap<String, String>();
    for (var message : OddMessage.all()) {
      String ours = Outline.ofScanner(Outline.scan(message.octets()));
      String theirs = Outline.ofMime4j(message.octets());
      if (!ours.equals(theirs)) {
        different.put(message.name(), ours + " and " + theirs);
      }
    }
    assertThat(different).containsOnlyKeys(DIFFERENCES.keySet());
  }
}
