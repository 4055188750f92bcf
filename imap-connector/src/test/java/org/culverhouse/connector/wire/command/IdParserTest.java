package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.culverhouse.api.command.Id;
import org.junit.jupiter.api.Test;

class IdParserTest {
  @Test
  void fieldsKeepTheirOrder() {
    var id = (Id) Parsing.stranger("ID (\"name\" \"Thunder \\\"bird\\\"\" \"os\" NIL \"v\" \"\")");
    assertThat(id.fields())
        .containsExactly(
            Map.entry("name", "Thunder \"bird\""), Map.entry("os", ""), Map.entry("v", ""));
    assertThat(Parsing.stranger("ID nil")).isEqualTo(new Id("a", Map.of()));
    assertThat(Parsing.stranger("ID ()")).isEqualTo(new Id("a", Map.of()));
  }

  /** C-24. */
  @Test
  void fieldsHaveBounds() {
    assertThat(((Id) Parsing.selected("ID (" + fields(30) + ")")).fields()).hasSize(30);
    assertThat(Parsing.refusal("ID (" + fields(31) + ")"))
        .startsWith("BAD ID may have 30 fields, this is one more: \"\\\"k30\\\"\" at column");
    assertThat(Parsing.refusal("ID (\"" + "k".repeat(31) + "\" \"v\")"))
        .startsWith("BAD In ID a field name may have 30 characters, not 31: ");
    assertThat(Parsing.selected("ID (\"k\" \"" + "v".repeat(1024) + "\")")).isInstanceOf(Id.class);
    assertThat(Parsing.refusal("ID (\"k\" \"" + "v".repeat(1025) + "\")"))
        .startsWith("BAD In ID a field value may have 1024 characters, not 1025: ");
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\" \"v\"")
        .collect(Collectors.joining(" "));
  }

  @Test
  void controlCharactersAreRefused() {
    assertThat(Parsing.refusal("ID (\"k\" \"a\33[2J\")"))
        .isEqualTo("BAD A control character in a field value: \"\\\"a\\x1B[2J\\\"\" at column 9");
    assertThat(Parsing.refusal("ID (\"k\")"))
        .isEqualTo("BAD Expected a space, found \")\" at column 8");
    assertThat(Parsing.refusal("ID x")).isEqualTo("BAD Expected \"(\", found \"x\" at column 4");
  }
}
