package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModifiedUtf7Test {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INBOX | INBOX",
        "Entwürfe | Entw&APw-rfe",
        "~peter/mail/台北/日本語 | ~peter/mail/&U,BTFw-/&ZeVnLIqe-",
        "Q&A | Q&-A",
        "& | &-",
        "&& | &-&-",
        "été | &AOk-t&AOk-",
        "😀 | &2D3eAA-",
        "☺! | &Jjo-!",
      })
  void aNameHasOneEncoding(String name, String encoded) {
    assertThat(ModifiedUtf7.encode(name)).isEqualTo(encoded);
    assertThat(ModifiedUtf7.decode(encoded)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&", // not ended
        "a&b",
        "&AOk", // not ended
        "&AOk t", // a space in base64
        "&AO-", // not a whole character
        "&A-",
        "&AOl-", // stray bits behind the last character
        "&AC8-", // a slash, which stands for itself
        "&AC4ALg-",
        "&AGE-", // a letter likewise
        "&U,BTFw-&ZeVnLIqe-", // two shifts side by side
        "&2D0-", // half of a surrogate pair
        "&3gDYPQ-", // surrogates in the wrong order
        "&U/BT-", // the base64 of others
        "&AOk=-",
        "&JjoAIQ-", // an exclamation mark, which stands for itself
        "caf\u00E9", // not ASCII
        "tab\t"
      })
  void whatIsNotTheOneEncodingIsRefused(String encoded) {
    assertThat(ModifiedUtf7.decode(encoded)).isEmpty();
  }

  @Test
  void everyNameComesBack() {
    long seed = 20261123;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var name = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        name.appendCodePoint(codePoint(random));
      }
      assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(name.toString())))
          .as("seed %d, round %d", seed, i)
          .contains(name.toString());
    }
  }

  private static int codePoint(Random random) {
    int codePoint =
        switch (random.nextInt(4)) {
          case 0 -> '&';
          case 1 -> ' ' + random.nextInt(95);
          case 2 -> random.nextInt(0x3000);
          default -> random.nextInt(Character.MAX_CODE_POINT + 1);
        };
    return codePoint >= 0xD800 && codePoint < 0xE000 ? 'x' : codePoint;
  }
}
