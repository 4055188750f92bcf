package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          (=?ISO-8859-1?Q?a?=)|(a)
          (=?ISO-8859-1?Q?a?= b)|(a b)
          (=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)|(ab)
          (=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)|(ab)
          (=?ISO-8859-1?Q?a_b?=)|(a b)
          (=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)|(a b)
          =?utf-8?b?w6TDtg==?=|äö
          =?UTF-8?B?w6TDtg?=|äö
          =?utf-8*en?q?=C3=A4?=|ä
          =?utf-8?q?=C3?= =?utf-8?q?=A4?=|ä
          =?iso-2022-jp?b?GyRCRnxLXBsoQg==?=|日本
          =?koi8-r?q?=EC?=|Л
          =?gb18030?b?xOO6ww==?=|你好
          =?windows-1252?q?=80?=|€
          =?x-nobody-knows?q?=E4?=|ä
          =?us-ascii?q?a=?=|a=
          =?us-ascii?q?a=4?=|a=4
          =?us-ascii?q?a=zz?=|a=zz
          =?us-ascii?x?a?=|=?us-ascii?x?a?=
          =?us-ascii?q?a|=?us-ascii?q?a
          =?=|=?=
          =??q?a?=|a
          a=?us-ascii?q?b?=c|abc
          =? =?us-ascii?q?b?=|=? b
          """)
  void wordsAreDecoded(String field, String expected) {
    assertThat(DecodedText.ofField(field)).isEqualTo(expected);
  }

  @Test
  void asciiStaysAsItIs() {
    assertThat(EncodedWords.encodeNonAscii("plain =?utf-8?q?a?= \"text\""))
        .isEqualTo("plain =?utf-8?q?a?= \"text\"");
  }

  @Test
  void onlyWordsThatNeedItAreEncoded() {
    assertThat(EncodedWords.encodeNonAscii("one zwölf drei"))
        .isEqualTo("one =?utf-8?Q?zw=C3=B6lf?= drei");
  }

  @Test
  void whatIsEncodedIsDecodedToTheSame() {
    var random = new Random(7);
    String[] pieces = {
      "a", "bc", " ", "ä", "日本語", "\ud83d\udc1f", "=", "_", "?", "x".repeat(40), "ö".repeat(50)
    };
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      if (text.indexOf("=?") >= 0) {
        continue;
      }
      String encoded = EncodedWords.encodeNonAscii(text.toString());
      assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(encoded)).isTrue();
      assertThat(EncodedWords.decode(encoded)).as(encoded).isEqualTo(text.toString());
      for (String word : encoded.split(" ")) {
        assertThat(word.startsWith("=?") ? word.length() : 0).isLessThanOrEqualTo(75);
      }
    }
  }

  @Test
  void encodedWordsBesideNewOnesKeepTheirSpace() {
    for (String text : new String[] {"=?utf-8?q?a?= é", "é =?utf-8?q?a?=", "é =?utf-8?q?a?= é"}) {
      assertThat(EncodedWords.decode(EncodedWords.encodeNonAscii(text)))
          .isEqualTo(text.replace("=?utf-8?q?a?=", "a"));
    }
  }
}
