package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.api.model.SessionState.NOT_AUTHENTICATED;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.command.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "LOGIN bob secret | bob | secret",
        "login \"bob smith\" \"pa ss\" | bob smith | pa ss",
        "LOGIN bob@example.org \"a\\\"b\\\\c\" | bob@example.org | a\"b\\c",
        "LOGIN b]ob p]w | b]ob | p]w",
        "LOGIN bob \"\" | bob | ##",
        "LOGIN bob \"{3}\" | bob | {3}",
      })
  void loginHasAUserAndAPassword(String command, String user, String password) {
    var login = (Login) Parsing.stranger(command);
    assertThat(login.user()).isEqualTo(user);
    assertThat(new String(login.password(), StandardCharsets.UTF_8)).isEqualTo(password);
  }

  @Test
  void userAndPasswordMayBeUtf8() {
    var login = (Login) Parsing.stranger("LOGIN \"b\u00C3\u00B6b\" \"p\u00FF\"");
    assertThat(login.user()).isEqualTo("böb");
    assertThat(login.password()).isEqualTo(new byte[] {'p', (byte) 0xFF});
  }

  /** C-23: whatever is wrong with a login, the answer holds no part of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOGIN canary",
        "LOGIN  canary canary",
        "LOGIN bob canary canary",
        "LOGIN bob \"canary",
        "LOGIN bob \"canary\"canary",
        "LOGIN bob can\"ary canary",
        "LOGIN bob \"\\canary\"",
        "LOGIN bob ca{nary",
        "LOGIN \"bob\0\" canary",
        "LOGIN \"canary\33\" canary",
        "LOGIN \"canary\u00FF\" canary",
        "LOGIN bob \"can\0ary\"",
        "AUTHENTICATE PLAIN canary",
        "AUTHENTICATE PLAIN =canary",
        "AUTHENTICATE PLAIN Y2FuYXJ5 canary",
        "AUTHENTICATE PLAIN \"canary\"",
      })
  void aBrokenLoginIsNotShown(String command) {
    assertThat(Parsing.refusal(command, NOT_AUTHENTICATED))
        .startsWith("BAD ")
        .doesNotContain("canary", "Y2FuYXJ5", "ary");
  }

  @Test
  void authenticateTakesAnInitialResponse() {
    var plain = (Authenticate) Parsing.stranger("AUTHENTICATE plain AGJvYgBzZWNyZXQ=");
    assertThat(plain.mechanism()).isEqualTo("PLAIN");
    assertThat(plain.initialResponse())
        .hasValueSatisfying(
            response ->
                assertThat(response)
                    .isEqualTo("\0bob\0secret".getBytes(StandardCharsets.US_ASCII)));
    assertThat(((Authenticate) Parsing.stranger("AUTHENTICATE PLAIN")).initialResponse())
        .isEqualTo(Optional.empty());
    assertThat(((Authenticate) Parsing.stranger("AUTHENTICATE X =")).initialResponse())
        .hasValueSatisfying(response -> assertThat(response).isEmpty());
  }

  /** C-11. */
  @ParameterizedTest
  @ValueSource(strings = {"!!!!", "A", "AA", "AAA", "AB==", "AA=A", "AAAA=", "====", "*", "AA-_"})
  void onlyCanonicalBase64IsTaken(String response) {
    assertThat(Parsing.refusal("AUTHENTICATE PLAIN " + response, NOT_AUTHENTICATED))
        .startsWith("BAD ");
  }
}
