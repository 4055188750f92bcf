package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;

/** ENVELOPE and BODYSTRUCTURE for who reads UTF-8, and for who does not. */
class Utf8StringsTest {
  private static final byte[] RAW_LATIN1 =
      "From: J\u00f6rg <j@example.org>\r\nSubject: raw 8bit \u00f6\u00e4\r\n\r\nx\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void rawEightBitFieldsAreEncodedWordsOrUtf8() throws Exception {
    assertThat(show(RAW_LATIN1, StringForm.ASCII, StructureRecord::envelope))
        .startsWith("(NIL \"raw 8bit =?utf-8?Q?=C3=B6=C3=A4?=\" ((\"=?utf-8?Q?J=C3=B6rg?=\"")
        .matches("\\p{ASCII}*");
    assertThat(show(RAW_LATIN1, StringForm.UTF_8, StructureRecord::envelope))
        .startsWith("(NIL \"raw 8bit öä\" ((\"Jörg\" NIL \"j\" \"example.org\"))");
  }

  @Test
  void encodedWordsOfTheMessageStay() throws Exception {
    var message = "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= ü\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(show(message, StringForm.UTF_8, StructureRecord::envelope))
        .startsWith("(NIL \"=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= ü\" ");
  }

  @Test
  void parametersWithACharsetAreDecoded() throws Exception {
    var message =
        ascii(
            """
            Content-Type: application/pdf; name*0*=utf-8''long%20; name*1*=name%C3%B6; name*2=.txt
            Content-Disposition: attachment; filename*=iso-8859-1'de'%FCber%20%5C%22

            x
            """);

    assertThat(show(message, StringForm.ASCII, StructureRecord::bodyStructure))
        .contains("(\"name*\" \"utf-8''long%20name%C3%B6.txt\")")
        .contains("(\"filename*\" \"iso-8859-1'de'%FCber%20%5C%22\")");
    assertThat(show(message, StringForm.UTF_8, StructureRecord::bodyStructure))
        .contains("(\"name*\" \"long nameö.txt\")")
        .contains("(\"filename*\" \"über \\\\\\\"\")");
  }

  @Test
  void rawEightBitParametersAreDecodedTheSameWay() throws Exception {
    var message =
        "Content-Type: text/plain; name=\"ö.txt\"\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(show(message, StringForm.ASCII, StructureRecord::bodyStructure))
        .contains("\"name*\" \"utf-8''%C3%B6.txt\"");
    assertThat(show(message, StringForm.UTF_8, StructureRecord::bodyStructure))
        .contains("\"name\" \"ö.txt\"");
  }

  @Test
  void controlsOfLatin1DoNotStandInQuotedStrings() throws Exception {
    var message = "Subject: a\u0085b\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(show(message, StringForm.UTF_8, StructureRecord::envelope))
        .startsWith("(NIL {4}\r\na\u0085b NIL");
  }

  @Test
  void whatMayDifferIsSeenInTheAsciiForm() throws Exception {
    var plain = ascii("Subject: =?UTF-8?B?w7Y=?=\nContent-Type: text/plain; name=x\n\n");
    var record = StructureRecord.decode(StructureRecord.scan(Content.of(plain)));
    var raw = StructureRecord.decode(StructureRecord.scan(Content.of(RAW_LATIN1)));
    var parameter = ascii("Content-Type: text/plain; name*=utf-8''%C3%B6\n\n");
    var named = StructureRecord.decode(StructureRecord.scan(Content.of(parameter)));

    assertThat(StructureRecord.mayDifferInUtf8(record.envelope())).isFalse();
    assertThat(StructureRecord.mayDifferInUtf8(record.bodyStructure())).isFalse();
    assertThat(StructureRecord.mayDifferInUtf8(raw.envelope())).isTrue();
    assertThat(StructureRecord.mayDifferInUtf8(named.bodyStructure())).isTrue();
  }

  private static byte[] ascii(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Something to be shown of a message. */
  private interface Item {
    ByteBuffer of(StructureRecord record) throws CorruptStructureException;
  }

  private static String show(byte[] message, StringForm form, Item item) throws Exception {
    var record = StructureRecord.decode(StructureRecord.scan(Content.of(message), form));
    return StandardCharsets.UTF_8.decode(item.of(record)).toString();
  }
}
