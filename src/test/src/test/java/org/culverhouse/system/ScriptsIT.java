package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.culverhouse.script.ImapConnection;
import org.culverhouse.script.Script;
import org.culverhouse.script.ScriptRun;
import org.culverhouse.script.Scripts;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every script below resources/scripts is a test; docs/testing.md tells the switches. */
@ExtendWith(AnyTarget.class)
class ScriptsIT {
  @TestFactory
  Stream<DynamicTest> scripts(Target target) throws IOException {
    var scripts = Scripts.in(Build.scripts(), System.getProperty("culver.scripts", ""));
    assertThat(scripts).isNotEmpty();
    var offered = capabilities(target);
    return scripts.stream()
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.name(),
                    Build.scripts().resolve(script.name() + ".imap").toUri(),
                    () -> run(script, target, offered)));
  }

  /** What the server says that it can has a script; scripts ask for nothing else. */
  @Test
  void eachCapabilityHasAScript(Target target) throws IOException {
    Assumptions.assumeTrue(target.kind().equals("culver"), "another server");
    var shown =
        Scripts.in(Build.scripts(), "").stream()
            .flatMap(script -> script.capabilities().stream())
            .flatMap(choice -> Arrays.stream(choice.split("\\|")))
            .toList();
    assertThat(shown).containsAll(capabilities(target));
  }

  private static void run(Script script, Target target, List<String> offered) throws IOException {
    var reason = script.notOn().get(target.kind() + ":");
    Assumptions.assumeTrue(reason == null, () -> "not on " + target.kind() + ": " + reason);
    var missing =
        script.capabilities().stream().filter(choice -> !isOffered(choice, offered)).toList();
    if (target.kind().equals("culver")) {
      assertThat(missing).as("capabilities that the server does not offer").isEmpty();
    }
    Assumptions.assumeTrue(missing.isEmpty(), () -> target.kind() + " does not offer " + missing);
    ScriptRun.run(script, target);
  }

  private static boolean isOffered(String choice, List<String> offered) {
    return Arrays.stream(choice.split("\\|")).anyMatch(offered::contains);
  }

  private static List<String> capabilities(Target target) throws IOException {
    var person = target.newPerson("capabilities");
    try (var connection = ImapConnection.open(target.imap())) {
      connection.read();
      var offered = new ArrayList<>(offered(connection.command("a", "CAPABILITY")));
      connection.command("b", "LOGIN %s %s".formatted(person.user(), person.password()));
      offered.addAll(offered(connection.command("c", "CAPABILITY")));
      return offered;
    }
  }

  private static List<String> offered(String answer) {
    var words = List.of(answer.toUpperCase(Locale.ROOT).split("\\s+"));
    int from = words.indexOf("CAPABILITY") + 1;
    int to = words.lastIndexOf("OK") - 1;
    return words.subList(from, to);
  }
}
