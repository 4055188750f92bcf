package org.culverhouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "Ada.Lovelace@Example.ORG, ada.lovelace@example.org",
    "ada+lists@example.org, ada+lists@example.org",
    "JOSE\u0301@example.org, jos\u00e9@example.org",
    "ada@B\u00dcCHER.example, ada@b\u00fccher.example",
    "ada@xn--bcher-kva.example, ada@b\u00fccher.example",
    "ada@localhost, ada@localhost"
  })
  void hasOneForm(String written, String canonical) {
    assertThat(Address.parse(written)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@example.org.",
        "ada@.example.org",
        "ada@exa mple.org",
        "ada@example..org",
        "a\u0000da@example.org",
        "a\nda@example.org",
        "a da@example.org",
        "a/da@example.org",
        "\"a da\"@example.org",
        ".ada@example.org",
        "ada.@example.org",
        "a..da@example.org",
        "ada\u202e@example.org",
        "ada@exa\u3002mple.org",
        "ada@exa_mple.org",
        "ada@-example.org"
      })
  void refusesWhatIsNotAnAddress(String text) {
    assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesLongParts() {
    assertThatThrownBy(() -> Address.parse("a".repeat(65) + "@example.org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Address.parse("\u00e9".repeat(33) + "@example.org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Address.parse("ada@" + "a.".repeat(130) + "org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Address.parse("a".repeat(64) + "@example.org").localPart()).hasSize(64);
  }

  @Test
  void aRefusalDoesNotRepeatControlCharacters() {
    assertThatThrownBy(() -> Address.parse("a\r\nda@example.org"))
        .hasMessageContaining("a??da")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theCanonicalFormIsStable() {
    var once = Address.parse("\u0130STANBUL@EXAMPLE.org");
    assertThat(Address.parse(once.toString())).isEqualTo(once);
  }
}
