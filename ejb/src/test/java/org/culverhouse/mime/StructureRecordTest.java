package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;

class StructureRecordTest {
  @Test
  void bodyIsBodyStructureWithoutExtensionData() throws Exception {
    var record =
        record(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: inline\n"
                + "Content-Type: text/html\n\nx\n--b\nContent-Type: message/rfc822\n\n"
                + "Subject: in\n\ny\n--b--\n");

    assertThat(OddMessagesTest.text(record.body()))
        .isEqualTo(
            "((\"text\" \"html\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 1 0)"
                + "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 16"
                + " (NIL \"in\" NIL NIL NIL NIL NIL NIL NIL NIL)"
                + " (\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 1 0) 2)"
                + " \"mixed\")");
  }

  @Test
  void theSentDateIsTheOneThatTheSenderSaw() throws Exception {
    var record = record("Date: Mon, 1 Jan 2024 23:30:00 -0800\n\n");

    assertThat(record.sentDay()).hasValue(LocalDate.of(2024, 1, 1).toEpochDay());
    assertThat(record.sent()).hasToString("Optional[2024-01-01T23:30-08:00]");
  }

  @Test
  void withoutAValidDateThereIsNoSentDate() throws Exception {
    assertThat(record("Date: yesterday\n\n").sentDay()).isEmpty();
    assertThat(record("Subject: x\n\n").sentDay()).isEmpty();
  }

  @Test
  void aLongSubjectIsALiteral() throws Exception {
    var record = record("Subject: " + "x".repeat(1001) + "\n\n");

    assertThat(OddMessagesTest.text(record.envelope()))
        .startsWith("(NIL {1001}\r\nxxx")
        .endsWith("xxx NIL NIL NIL NIL NIL NIL NIL NIL)");
  }

  @Test
  void theRecordMayLieAnywhereInABuffer() throws Exception {
    var encoded = StructureRecord.scan(content("Subject: x\n\nbody\n"));
    var around = ByteBuffer.allocate(encoded.remaining() + 20);
    around.position(7).put(encoded).limit(around.position()).position(7);

    assertThat(StructureRecord.decode(around).size()).isEqualTo(20);
  }

  @Test
  void thePartsAreTwentyFourOctetsEach() throws Exception {
    var one = StructureRecord.scan(content("\nx"));
    var another =
        StructureRecord.scan(
            content("Content-Type: multipart/x; boundary=b\n\n--b\n\nx\n--b\n\nx"));

    assertThat(parts(one)).isEqualTo(24);
    assertThat(parts(another)).isEqualTo(3 * 24);
  }

  /** What is neither head, nor text, nor one of the lists. */
  private static int parts(ByteBuffer record) {
    int rest = record.remaining() - RecordFormat.HEADER_SIZE;
    for (int at : new int[] {RecordFormat.PACKED_FIELDS_AT, RecordFormat.PREVIEW_AT}) {
      rest -= record.getShort(at);
    }
    for (int at : new int[] {RecordFormat.PACKED_ENVELOPE_AT, RecordFormat.PACKED_STRUCTURE_AT}) {
      rest -= record.getInt(at);
    }
    return rest;
  }

  @Test
  void whatEnvelopeAndBodyStructureAndFieldsHaveInCommonIsThereOnce() throws Exception {
    var message =
        "From: =?utf-8?Q?J=C3=B6rg_Weidenfeld?= <joerg.weidenfeld@example.org>\n"
            + "To: Ada Lovelace <ada.lovelace@example.com>\nSubject: On the analytical engine\n"
            + "Message-ID: <58fe1c1d6e00b27.4711@mail.example.org>\nMIME-Version: 1.0\n"
            + "Content-Type: text/plain; charset=us-ascii\n\n";
    var encoded = StructureRecord.scan(content(message));
    var record = StructureRecord.decode(encoded);

    int texts = record.envelope().remaining() + record.fields().remaining();
    texts += record.bodyStructure().remaining() + record.body().remaining();
    int packed = encoded.getInt(RecordFormat.PACKED_ENVELOPE_AT);
    packed += encoded.getInt(RecordFormat.PACKED_STRUCTURE_AT);
    packed += encoded.getShort(RecordFormat.PACKED_FIELDS_AT);
    assertThat(packed).isLessThan(texts * 2 / 5);
  }

  @Test
  void longTextsAreNotPacked() throws Exception {
    var long1 = record("Subject: " + "x".repeat(40_000) + "\n\n");
    var long2 =
        record("Content-Type: multipart/x; boundary=b\nSubject: x\n\n" + "--b\n\nx\n".repeat(900));

    assertThat(OddMessagesTest.text(long1.envelope())).contains("{40000}\r\nxxx");
    assertThat(long1.body().remaining()).isGreaterThan(50);
    assertThat(long2.bodyStructure().remaining()).isGreaterThan(PackedText.MAX_WINDOW);
    assertThat(OddMessagesTest.text(long2.envelope())).startsWith("(NIL \"x\" ");
    assertThat(OddMessagesTest.text(long2.fields())).endsWith("Subject: x\r\n\r\n");
    assertThat(long2.body().remaining()).isGreaterThan(40_000);
  }

  @Test
  void anUnknownVersionIsRefused() throws Exception {
    var encoded = StructureRecord.scan(content("\nx"));
    encoded.put(3, (byte) '1');

    assertThatThrownBy(() -> StructureRecord.decode(encoded))
        .isInstanceOf(CorruptStructureException.class)
        .hasMessageContaining("magic");
  }

  @Test
  void aContentThatEndsTooSoonIsAnError() {
    var broken =
        new Content() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public int read(long position, ByteBuffer target) {
            return 0;
          }
        };
    assertThatThrownBy(() -> StructureRecord.scan(broken)).isInstanceOf(EOFException.class);
  }

  static StructureRecord record(String message) throws Exception {
    return StructureRecord.decode(StructureRecord.scan(content(message)));
  }

  static Content content(String message) {
    return Content.of(message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
