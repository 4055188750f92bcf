package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.junit.jupiter.api.Test;

class HeaderFieldsTest {
  private static final String HEADER =
      "From: a@b\r\nTo: c@d,\r\n\te@f\r\nno field\r\nSUBJECT : =?utf-8?q?=C3=A9?=\r\nTo: g@h\r\n\r\n";

  @Test
  void namedFieldsComeInTheirOrderWithTheBlankLine() {
    assertThat(select(HEADER, Text.HEADER_FIELDS, "subject", "TO", "X-None"))
        .isEqualTo("To: c@d,\r\n\te@f\r\nSUBJECT : =?utf-8?q?=C3=A9?=\r\nTo: g@h\r\n\r\n");
  }

  @Test
  void otherFieldsComeWithTheBlankLine() {
    assertThat(select(HEADER, Text.HEADER_FIELDS_NOT, "to", "subject"))
        .isEqualTo("From: a@b\r\n\r\n");
  }

  @Test
  void manyNamesPickAsFewDo() {
    var names = new ArrayList<>(List.of("subject", "TO"));
    while (names.size() < 100) {
      names.add("X-" + names.size());
    }
    var many = names.toArray(String[]::new);
    for (var text : new Text[] {Text.HEADER_FIELDS, Text.HEADER_FIELDS_NOT}) {
      assertThat(select(HEADER, text, many)).isEqualTo(select(HEADER, text, "subject", "TO"));
    }
  }

  @Test
  void withoutAnyThereIsTheBlankLine() {
    assertThat(select(HEADER, Text.HEADER_FIELDS, "x-none")).isEqualTo("\r\n");
  }

  @Test
  void aHeaderWithoutBlankLineGetsNone() {
    assertThat(select("A: 1\r\nB: 2", Text.HEADER_FIELDS, "b")).isEqualTo("B: 2");
    assertThat(select("A: 1\r\nB: 2\r\n", Text.HEADER_FIELDS, "a")).isEqualTo("A: 1\r\n");
    assertThat(select("", Text.HEADER_FIELDS, "a")).isEmpty();
  }

  @Test
  void loneLineFeedsStayAsTheyAre() {
    assertThat(select("A: 1\nB: 2\n 3\n\n", Text.HEADER_FIELDS, "b")).isEqualTo("B: 2\n 3\n\n");
    assertThat(select("\n", Text.HEADER_FIELDS_NOT, "b")).isEqualTo("\n");
  }

  @Test
  void valuesAreUnfoldedAndDecoded() {
    var header = ByteBuffer.wrap(HEADER.getBytes(StandardCharsets.US_ASCII));

    assertThat(HeaderFields.decoded(header, "to")).containsExactly("c@d,\te@f", "g@h");
    assertThat(HeaderFields.decoded(header, "Subject")).containsExactly("\u00e9");
    assertThat(header.position()).isZero();
  }

  private static String select(String header, Text text, String... names) {
    var octets = ByteBuffer.wrap(header.getBytes(StandardCharsets.US_ASCII));
    var section = new SectionName(List.of(), text, List.of(names));
    return OddMessagesTest.text(HeaderFields.select(octets, section));
  }
}
