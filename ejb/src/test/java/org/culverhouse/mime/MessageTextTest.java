package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
  private static final String MESSAGE =
      """
      From: =?utf-8?q?J=C3=BCrgen?= <j@example.com>
      Subject: one
       two
      X-Empty:
      Content-Type: multipart/mixed; boundary=b

      preamble
      --b
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Gr=C3=BC=
      =C3=9Fe
      --b
      Content-Type: text/plain; charset=koi8-r
      Content-Transfer-Encoding: base64

      0NLJ18XU
      --b
      Content-Type: application/pdf; name=offer.pdf
      Content-Transfer-Encoding: base64

      cHJpdmV0
      --b
      Content-Type: message/rfc822

      Subject: =?utf-8?q?inn=C3=A9r?=

      inmost
      --b--
      epilogue
      """;

  @Test
  void fieldsAreSearchedDecodedAndUnfolded() throws Exception {
    assertThat(text(MESSAGE).headerContains("from", "jÜrGen")).isTrue();
    assertThat(text(MESSAGE).headerContains("SUBJECT", "ONE TWO")).isTrue();
    assertThat(text(MESSAGE).headerContains("Subject", "j\u00fcrgen")).isFalse();
    assertThat(text(MESSAGE).headerContains("Subject", "inn")).isFalse();
  }

  @Test
  void emptyTextAsksOnlyForTheField() throws Exception {
    assertThat(text(MESSAGE).headerContains("X-Empty", "")).isTrue();
    assertThat(text(MESSAGE).headerContains("X-None", "")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRÜSSE", "Grüße", "ПРИВЕТ", "inmost", "offer.PDF", "innér", "innér", ""})
  void theBodyIsSearchedDecoded(String wanted) throws Exception {
    assertThat(text(MESSAGE).bodyContains(new WantedText(wanted)))
        .isEqualTo(!wanted.equals("GRÜSSE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cHJpdmV0", "privet", "Jürgen", "preamble", "epilogue", "--b"})
  void attachmentsAndWhatLiesBetweenPartsIsNotSearched(String wanted) throws Exception {
    assertThat(text(MESSAGE).bodyContains(new WantedText(wanted))).isFalse();
  }

  @Test
  void textIsHeaderAndBody() throws Exception {
    assertThat(text(MESSAGE).contains(new WantedText("jürgen"))).isTrue();
    assertThat(text(MESSAGE).contains(new WantedText("grüße"))).isTrue();
    assertThat(text(MESSAGE).contains(new WantedText("nowhere"))).isFalse();
  }

  @Test
  void aTextIsNotFoundAcrossTwoParts() throws Exception {
    assertThat(text(MESSAGE).bodyContains(new WantedText("ßeпри"))).isFalse();
  }

  @Test
  void anUnknownCharsetIsLatin1AndBrokenOctetsAreReplaced() throws Exception {
    assertThat(
            text("Content-Type: text/plain; charset=none\n\nf\u00e4\n")
                .bodyContains(new WantedText("FÄ")))
        .isTrue();
    assertThat(
            text("Content-Type: text/plain; charset=utf-8\n\na\u00e4b\n")
                .bodyContains(new WantedText("a\ufffdb")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "iso-2022-jp", "gb18030", "shift_jis", "euc-jp", "utf-16"})
  void longTextsOfManyOctetsACharacterAreDecodedInPieces(String charset) throws Exception {
    var random = new Random(5);
    var text = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      text.append(random.nextInt(10) == 0 ? "\r\n" : random.nextBoolean() ? "日本" : "ab c");
    }
    byte[] octets = text.toString().getBytes(Charset.forName(charset));
    for (String encoding : new String[] {"base64", "quoted-printable"}) {
      var message = new ByteArrayOutputStream();
      String header =
          "Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n";
      message.writeBytes(header.formatted(charset, encoding).getBytes(StandardCharsets.US_ASCII));
      message.writeBytes(
          encoding.equals("base64") ? Base64.getMimeEncoder().encode(octets) : quoted(octets));
      var content = Content.of(message.toByteArray());
      var record = StructureRecord.decode(StructureRecord.scan(content));
      var found = new StringWriter();
      new MessageText(content, record).text(record.part(0)).transferTo(found);
      assertThat(found.toString().equals(text.toString())).as(encoding).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"7bit", "base64", "quoted-printable"})
  void whatIsComparedInOctetsIsFoundAsInTheDecodedAndFoldedText(String encoding) throws Exception {
    var random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String charset = List.of("utf-8", "iso-8859-1", "utf-16be", "shift_jis").get(round % 4);
      var text = new StringBuilder();
      int length = random.nextInt(round % 50 == 0 ? 60_000 : 60);
      for (int i = 0; i < length; i++) {
        text.append("aB cDe\r\nf\u00e9\u65e5b".charAt(random.nextInt(round % 3 == 0 ? 12 : 6)));
      }
      String wanted = "ab cd".substring(0, 1 + random.nextInt(5)) + (round % 5 == 0 ? "e" : "");
      byte[] octets = text.toString().getBytes(Charset.forName(charset));
      var message = new ByteArrayOutputStream();
      String header =
          "Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n";
      message.writeBytes(header.formatted(charset, encoding).getBytes(StandardCharsets.US_ASCII));
      message.writeBytes(
          switch (encoding) {
            case "base64" -> Base64.getMimeEncoder().encode(octets);
            case "7bit" -> octets;
            default -> quoted(octets);
          });
      var content = Content.of(message.toByteArray());
      var record = StructureRecord.decode(StructureRecord.scan(content));
      var decoded = new String(octets, Charset.forName(charset));
      assertThat(new MessageText(content, record).bodyContains(new WantedText(wanted)))
          .as("%s in %s", wanted, decoded)
          .isEqualTo(CaseMap.fold(decoded).contains(CaseMap.fold(wanted)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one two", "subject: one", "E\tT", "jürgen", "X-EMPTY:", "e t", ": o"})
  void aTextMayGoOverTheEndOfALineOfAField(String wanted) throws Exception {
    assertThat(text(MESSAGE).contains(new WantedText(wanted))).isEqualTo(!wanted.contains("\t"));
  }

  @Test
  void oneTextIsLookedForInManyMessages() throws Exception {
    var wanted = new WantedText("Grüße");
    var ascii = new WantedText("inmost");
    for (int i = 0; i < 3; i++) {
      assertThat(text(MESSAGE).bodyContains(wanted)).isTrue();
      assertThat(text("Subject: a\n\nnothing\n").contains(wanted)).isFalse();
      assertThat(text(MESSAGE).contains(ascii)).isTrue();
      assertThat(text("Subject: a\n\nnothing\n").contains(ascii)).isFalse();
    }
  }

  private static byte[] quoted(byte[] octets) {
    var quoted = new StringBuilder();
    for (int i = 0; i < octets.length; i++) {
      quoted.append("=%02X".formatted(octets[i])).append(i % 25 == 24 ? "= \t\r\n" : "");
    }
    return quoted.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageText text(String message) throws Exception {
    var content = StructureRecordTest.content(message);
    return new MessageText(content, StructureRecord.decode(StructureRecord.scan(content)));
  }
}
