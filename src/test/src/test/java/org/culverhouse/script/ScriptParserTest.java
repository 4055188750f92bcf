package org.culverhouse.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptParserTest {
  @Test
  void readsHeaderStepsAndExpectations() {
    var script =
        parse("state: selected", "messages: 2", "", "2 no copy 1 x", "= [trycreate]", "! * ok");

    assertThat(script.state()).isEqualTo(Script.State.SELECTED);
    assertThat(script.messages()).isEqualTo(2);
    assertThat(script.steps()).hasSize(1);
    assertThat(script.steps().getFirst().connection()).isEqualTo(2);
    assertThat(script.steps().getFirst().expected()).hasSize(2);
  }

  @Test
  void aLiteralReachesToItsEnd() {
    var script = parse("state: auth", "", "ok append x {{{", "a", "$b", "}}} (y {{{+z}}})");

    var command = (Step.Command) script.steps().getFirst().action();
    assertThat(command.text().packets(new Bindings(Map.of())))
        .containsExactly("append x {7}\r\n", "a\r\n$b\r\n (y {1+}\r\nz)\r\n");
  }

  @Test
  void aMistakeIsToldWithItsLine() {
    assertThatThrownBy(() -> parse("state: auth", "", "ok noop", "nonsense x"))
        .hasMessageContaining("test.imap:4")
        .hasMessageContaining("nonsense");
    assertThatThrownBy(() -> parse("colour: blue", "", "ok noop"))
        .hasMessageContaining("unknown header colour");
    assertThatThrownBy(() -> parse("", "ok append x {{{", "a"))
        .hasMessageContaining("literal without");
  }

  private static Script parse(String... lines) {
    return ScriptParser.parse("test", List.of(lines));
  }
}
