package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.mime.HeaderQuery.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S40, S60: what a record keeps of the header is what the message would say. */
class KeptFieldsTest {
  private static final String MESSAGE =
      """
      Received: from a by b
      From: =?utf-8?q?J=C3=BCrgen?= <j@example.com>
      X-Foo: one
      To: a@example.com
      SUBJECT: Stra\u00dfe
      \tund Weg
      To: b@example.com
      X-Empty:

      body
      """;

  static SectionName section(String... fields) {
    return new SectionName(List.of(), SectionName.Text.HEADER_FIELDS, List.of(fields));
  }

  private static byte[] octets(String message) {
    return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static StructureRecord record(String message, String... more) throws Exception {
    var kept = KeptFields.with(List.of(more));
    return StructureRecord.decode(StructureRecord.scan(Content.of(octets(message)), kept));
  }

  private static Optional<String> fields(StructureRecord record, String... names)
      throws CorruptStructureException {
    return record
        .headerFields(section(names))
        .map(octets -> StandardCharsets.UTF_8.decode(octets).toString());
  }

  /** Whatever the record answers is what the message itself says. */
  static void assertAgrees(byte[] message, StructureRecord record, String where) throws Exception {
    var header = ByteBuffer.wrap(message, 0, (int) Math.min(message.length, record.headerSize()));
    var all = header.slice();
    for (var section :
        List.of(
            section("From"),
            section("subject", "To", "CC", "bcc", "Date", "Message-Id"),
            section("Content-Type", "References", "X-Priority"))) {
      record
          .headerFields(section)
          .ifPresent(
              found ->
                  assertThat(text(found))
                      .as(where)
                      .isEqualTo(text(HeaderFields.select(all.duplicate(), section))));
    }
    var text = new MessageText(Content.of(message), record);
    for (var field : List.of("Subject", "FROM", "To", "cc", "Bcc", "Content-Type", "date")) {
      for (var wanted : wanted(all, field)) {
        var answer = new HeaderQuery(field, wanted).in(record);
        if (answer != Answer.UNKNOWN) {
          assertThat(answer == Answer.YES)
              .as("%s: %s contains \"%s\"", where, field, wanted)
              .isEqualTo(text.headerContains(field, wanted));
        }
      }
    }
  }

  private static String text(ByteBuffer octets) {
    return StandardCharsets.ISO_8859_1.decode(octets.duplicate()).toString();
  }

  /** Some that are in it, and some that are not. */
  private static List<String> wanted(ByteBuffer header, String field) {
    var wanted = new ArrayList<>(List.of("", "a", "example", "\u00fc", "ss", "never in it"));
    for (var value : HeaderFields.decoded(header.duplicate(), field)) {
      wanted.add(value);
      wanted.add(value.substring(value.length() / 2));
      wanted.add(value.substring(value.length() / 3, value.length() / 2) + "x");
    }
    return wanted;
  }

  @Test
  void oddMessagesSayTheSame() throws Exception {
    for (var odd : OddMessage.all()) {
      var record = StructureRecord.decode(StructureRecord.scan(Content.of(odd.octets())));
      assertAgrees(odd.octets(), record, odd.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\nbody",
        "Subject: x",
        "Subject: x\n",
        "Subject: x\n\n",
        "no field\nSubject: x\n\n",
        "Subject: x\nno field",
        "Subject: x\n \n\nbody",
        "Subject : x\nSUBJECT:y\n\n",
        "Bcc: =?utf-8?b?AA==?= \ud83d\ude00\n\n",
        "Cc: =?utf-16?b?2D0=?= =?utf-16?b?3gA=?=\n\n"
      })
  void smallOnesToo(String message) throws Exception {
    for (var octets : List.of(octets(message), message.getBytes(StandardCharsets.UTF_8))) {
      var record = StructureRecord.decode(StructureRecord.scan(Content.of(octets)));
      assertThat(record.headerFields(section("Subject"))).as(message).isPresent();
      assertAgrees(octets, record, message);
    }
  }

  @Test
  void keptFieldsStandAsInTheMessage() throws Exception {
    assertThat(fields(record(MESSAGE), "to", "Subject", "List-Id"))
        .contains("To: a@example.com\r\nSUBJECT: Straße\r\n\tund Weg\r\nTo: b@example.com\r\n\r\n");
  }

  @Test
  void otherFieldsAreNotAnsweredFromTheRecord() throws Exception {
    assertThat(fields(record(MESSAGE), "To", "X-Foo")).isEmpty();
    assertThat(new HeaderQuery("X-Foo", "one").in(record(MESSAGE))).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void furtherFieldsAreKeptByChoice() throws Exception {
    var record = record(MESSAGE, "X-Foo", "X-Bar");

    assertThat(fields(record, "x-foo", "X-Bar")).contains("X-Foo: one\r\n\r\n");
    assertThat(new HeaderQuery("x-foo", "ONE").in(record)).isEqualTo(Answer.YES);
    assertThat(new HeaderQuery("X-Bar", "").in(record)).isEqualTo(Answer.NO);
    assertThat(fields(record, "X-Empty")).isEmpty();
  }

  @Test
  void searchedTextIsFolded() throws Exception {
    var record = record(MESSAGE);

    assertThat(new HeaderQuery("from", "jÜRGEN").in(record)).isEqualTo(Answer.YES);
    assertThat(new HeaderQuery("Subject", "straße\tUND").in(record)).isEqualTo(Answer.YES);
    assertThat(new HeaderQuery("To", "a@example.comb").in(record)).isEqualTo(Answer.NO);
    assertThat(new HeaderQuery("Bcc", "").in(record)).isEqualTo(Answer.NO);
  }

  @Test
  void aHeaderThatIsTooLongIsLeftToTheMessage() throws Exception {
    var record = record("Subject: " + "x".repeat(9000) + "\n\n");

    assertThat(fields(record, "Subject")).isEmpty();
    assertThat(new HeaderQuery("Subject", "x").in(record)).isEqualTo(Answer.UNKNOWN);
    assertThat(record.sortKey(SortKey.SUBJECT)).isEmpty();
  }

  @Test
  void whatCannotBeTheNameOfAFieldIsRefused() {
    assertThatThrownBy(() -> KeptFields.with(List.of("X-Foo:")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Foo:");
  }
}
