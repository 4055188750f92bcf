package org.culverhouse.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  @Test
  void readsAnObject() throws IOException {
    var body = Body.read(stream("{\"displayName\":\"Ada \\\"{[\\\\\"}".getBytes(UTF_8)));

    assertThat(body.json().getString("displayName")).isEqualTo("Ada \"{[\\");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\\n \"b\":}  | line 2, column 6",
        "{\"a\"                | line 1",
        "{\"a\":1} x           | line 1, column 9",
        "{\"a\":1,\"a\":2}     | not a JSON object",
        "{\"a\":1e99999999999} | not a JSON object",
        "{\"a\":\"\\u00\"}     | not a JSON object",
        "[]                    | not a JSON object",
        "7                     | not a JSON object",
        "null                  | not a JSON object"
      })
  void refusesWhatIsMalformedAndSaysWhere(String text, String told) throws IOException {
    var refusal = refusal(text.replace("\\n", "\n").getBytes(UTF_8));

    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().detail()).contains(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n\t"})
  void refusesNothing(String text) throws IOException {
    assertThat(refusal(text.getBytes(UTF_8)).problem().detail()).contains("empty");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    var refusal = refusal(new byte[] {'{', '"', (byte) 0xC3, '"', '}'});

    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().detail()).isEqualTo("The body is not UTF-8 at byte 3");
  }

  @Test
  void readsNoMoreThanItsBound() throws IOException {
    var endless =
        new InputStream() {
          private int read;

          @Override
          public int read() {
            read++;
            return ' ';
          }
        };

    var refusal = catchThrowableOfType(Refusal.class, () -> Body.read(endless));

    assertThat(refusal.problem().status()).isEqualTo(413);
    assertThat(endless.read).isEqualTo(Body.MAX_BYTES + 1);
  }

  @Test
  void takesABodyOfExactlyTheBound() throws IOException {
    var text = "{\"a\":\"" + "x".repeat(Body.MAX_BYTES - 8) + "\"}";

    assertThat(Body.read(stream(text.getBytes(UTF_8))).json()).hasSize(1);
  }

  @Test
  void refusesDeepNestingBeforeItIsParsed() throws IOException {
    var refusal = refusal(("{\"a\":" + "[".repeat(60_000)).getBytes(UTF_8));

    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().detail())
        .isEqualTo("The body is nested more than 8 deep at character 13");
  }

  @Test
  void mergesAsRfc7396Says() {
    var current =
        Json.createObjectBuilder()
            .add("a", 1)
            .add("b", Json.createObjectBuilder().add("c", 2).add("d", 3))
            .build();

    var merged = Body.parse("{\"a\":null,\"b\":{\"c\":4,\"e\":null}}").mergedInto(current);

    assertThat(merged).isEqualTo(Body.parse("{\"b\":{\"c\":4,\"d\":3}}").json());
  }

  private static Refusal refusal(byte[] body) {
    return catchThrowableOfType(Refusal.class, () -> Body.read(stream(body)));
  }

  private static InputStream stream(byte[] body) {
    return new ByteArrayInputStream(body);
  }
}
