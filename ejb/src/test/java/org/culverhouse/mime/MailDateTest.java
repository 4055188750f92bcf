package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MailDateTest {
  static Stream<String> dates() throws IOException {
    try (var in = MailDateTest.class.getResourceAsStream("dates.txt")) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#"));
    }
  }

  @ParameterizedTest
  @MethodSource("dates")
  void datesMeanWhatTheTableSays(String line) {
    int arrow = line.lastIndexOf(" => ");
    String expected = line.substring(arrow + 4);
    assertThat(MailDate.parse(line.substring(0, arrow)))
        .isEqualTo(
            expected.equals("none")
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(expected)));
  }

  @Test
  void nothingIsNoDate() {
    assertThat(MailDate.parse("")).isEmpty();
  }
}
