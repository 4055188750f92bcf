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

    assertThat(record.sentDate()).contains(LocalDate.of(2024, 1, 1));
    assertThat(record.sent()).hasToString("Optional[2024-01-01T23:30-08:00]");
  }

  @Test
  void withoutAValidDateThereIsNoSentDate() throws Exception {
    assertThat(record("Date: yesterday\n\n").sentDate()).isEmpty();
    assertThat(record("Subject: x\n\n").sentDate()).isEmpty();
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
    var record = StructureRecord.decode(one);

    int texts = record.envelope().remaining() + record.body().remaining();
    texts += record.bodyStructure().remaining() + record.fields().remaining();
    texts += record.preview().length();
    assertThat(one.remaining()).isEqualTo(72 + 24 + texts);
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
