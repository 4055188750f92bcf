package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S33. */
class FormCheckTest {
  private static Optional<String> fault(String message, boolean isUtf8) throws IOException {
    var octets = message.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return FormCheck.fault(Content.of(octets), isUtf8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: x||body|",
        "Subject: x|",
        "Subject: x",
        "Subject:| folded|\tagain|To : a@example.org||\u00E9 in the body",
        "|only a body",
        "A:||",
        "A: b||no line end",
      })
  void messagesAreFoundRight(String message) throws IOException {
    assertThat(fault(message, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "no header # a line of the header without a colon in line 1",
        "A: b|no colon|C: d # a line of the header without a colon in line 2",
        "' A: b' # a continued line at the begin in line 1",
        ": b # a field without a name in line 1",
        "A b: c # a line of the header without a colon in line 1",
        "A\u0001: c # a field name that cannot be in line 1",
        "A: b|Subject: \u00E9||x # an eight-bit octet of the header in line 2",
      })
  void theFirstFaultIsNamedWithItsLine(String message, String fault) throws IOException {
    assertThat(fault(message, false)).contains(fault);
  }

  @Test
  void lineEndsAreCrLf() throws IOException {
    assertThat(fault("A: b\nC: d", false)).contains("a LF without CR in line 1");
    assertThat(fault("A: b||x\ry", false)).contains("a CR without LF in line 3");
    assertThat(fault("A: b||x\r", false)).contains("a CR without LF in line 3");
    assertThat(fault("A: b||x\r\r\n", false)).contains("a CR without LF in line 3");
  }

  @Test
  void linesHaveABound() throws IOException {
    var line = "x".repeat(998);
    assertThat(fault("A: b||" + line + "|" + line, false)).isEmpty();
    assertThat(fault("A: b||" + line + "|" + line + "x", false))
        .contains("more than 998 octets in line 4");
  }

  @Test
  void theHeaderMayBeUtf8ForWhoHasSaidSo() throws IOException {
    assertThat(fault("Subject: \u00C3\u00A9||x", true)).isEmpty();
  }

  @Test
  void whereTheBufferEndsDoesNotMatter() throws IOException {
    var start = "A: b||" + "x".repeat(900) + "|";
    for (int more = 64 * 1024 - 5; more < 64 * 1024 + 5; more++) {
      var lines = "y|".repeat((more - start.length()) / 3);
      assertThat(fault(start + lines + "z".repeat(more % 3) + "|end\r", false)).isPresent();
      assertThat(fault(start + lines + "z".repeat(more % 3) + "|end|", false)).isEmpty();
    }
  }
}
