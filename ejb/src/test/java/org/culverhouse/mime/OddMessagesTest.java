package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hand-made messages; the answers have been compared with those of a Dovecot. */
class OddMessagesTest {
  private static final List<String> SECTIONS =
      List.of(
          "HEADER TEXT MIME 1 1.MIME 1.HEADER 1.TEXT 1.1 1.1.MIME 1.2 1.2.MIME 1.1.1 2 2.MIME 2.HEADER"
              .concat(" 2.TEXT 2.1 2.1.MIME 3 3.HEADER 3.1 4 4.MIME")
              .split(" "));

  static List<OddMessage> messages() {
    return OddMessage.all();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void answersAreAsAgreed(OddMessage message) throws Exception {
    var record = StructureRecord.decode(StructureRecord.scan(Content.of(message.octets())));

    assertThat(text(record.envelope())).isEqualTo(message.envelope());
    assertThat(text(record.bodyStructure())).isEqualTo(message.bodyStructure());
    assertThat(sections(record)).isEqualTo(message.sections());
    assertThat(record.size()).isEqualTo(message.octets().length);
  }

  static String text(ByteBuffer octets) {
    return StandardCharsets.ISO_8859_1.decode(octets).toString();
  }

  private static String sections(StructureRecord record) {
    return SECTIONS.stream()
        .map(
            name ->
                record.locate(section(name)).map(r -> name + "=" + r.offset() + "+" + r.length()))
        .flatMap(java.util.Optional::stream)
        .collect(Collectors.joining(" "));
  }

  static SectionName section(String name) {
    var numbers = Arrays.stream(name.split("\\.")).filter(n -> Character.isDigit(n.charAt(0)));
    String last = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    var text = Character.isDigit(last.charAt(0)) ? Text.WHOLE : Text.valueOf(last);
    return new SectionName(numbers.map(Integer::valueOf).toList(), text, List.of());
  }
}
