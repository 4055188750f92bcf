package org.culverhouse.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.culverhouse.script.Target.Person;
import org.junit.jupiter.api.Test;

/** What is sent instead of a name, a password or a SASL message. */
class HostileLoginsIT extends HostileCase {
  HostileLoginsIT(SharedServer.Running running) {
    super(running);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  /** CVE-2025-59028: what one sends as base64 is of no concern to the others. */
  @Test
  void c11BrokenBase64() throws Exception {
    var people = new ArrayList<Person>();
    for (int i = 0; i < 10; i++) {
      people.add(running.newPerson("busy"));
    }
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var others = new ArrayList<Future<String>>();
      for (int i = 0; i < 50; i++) {
        var person = people.get(i % people.size());
        others.add(pool.submit(() -> logIn(person)));
      }
      for (var response : List.of("!!!!", "A", "=", "====", "A".repeat(7000), "AAAA=AAA", "\0")) {
        try (var client = stranger()) {
          client.send("a AUTHENTICATE PLAIN\r\n");
          assertThat(client.line()).startsWith("+");
          client.send(response + "\r\n");
          assertThat(client.line()).as(response).matches("(a BAD|[*] BAD|[*] BYE).*");
        }
      }
      for (var other : others) {
        assertThat(other.get()).startsWith("l OK");
      }
    }
  }

  private String logIn(Person person) throws IOException {
    try (var client = stranger()) {
      return client.command("l", "LOGIN " + person.user() + " " + person.password());
    }
  }

  /**
   * CVE-2026-24031, CVE-2026-27860, CVE-2017-2669: a name is a name, and nothing is read into it.
   */
  @Test
  void c14NamesWithAMeaningElsewhere() throws IOException {
    var person = running.newPerson("injected");
    var names =
        List.of(
            "' OR 1=1--",
            person.user() + "' --",
            "*)(uid=*",
            "%{env:PATH}",
            "%".repeat(4000),
            "${jndi:ldap://127.0.0.1/x}@example.org",
            "#{7*7}@example.org",
            "../../" + person.user(),
            person.user() + "/x");
    for (var name : names) {
      try (var client = stranger()) {
        var quoted = "\"" + name.replace("\"", "\\\"") + "\"";
        var answer = prompt(client, "LOGIN " + quoted + " " + person.password());
        assertThat(answer).as(name).startsWith("a NO [AUTHENTICATIONFAILED]");
        var plain = base64("\0" + name + "\0" + person.password());
        assertThat(prompt(client, "AUTHENTICATE PLAIN " + plain))
            .as(name)
            .startsWith("a NO [AUTHENTICATIONFAILED]");
      }
    }
  }

  /** CVE-2019-10691: octets that are no UTF-8, or more of them than a name has. */
  @Test
  void c17NamesThatAreNoText() throws IOException {
    var names =
        List.of(
            "\u00FF", "\u00C0\u0080@x", "\u00ED\u00A0\u0080@example.org", "a".repeat(5000) + "@b");
    for (var name : names) {
      try (var client = stranger()) {
        var plain = base64("\0" + name + "\0password");
        assertThat(prompt(client, "AUTHENTICATE PLAIN " + plain))
            .as(name)
            .startsWith("a NO [AUTHENTICATIONFAILED]");
        var scram = base64("n,,n=" + name + ",r=abcdef");
        assertThat(prompt(client, "AUTHENTICATE SCRAM-SHA-256 " + scram))
            .as(name)
            .matches("(a BAD|[+]).*");
      }
    }
  }

  /** CVE-2022-27924: a line end within a name goes nowhere. */
  @Test
  void c22LineEndsWithinNames() throws IOException {
    var lines = linesOfTheLog("login ok user=root");
    try (var client = stranger()) {
      var name = "x\r\nINFO culverhouse.auth: login ok user=root";
      client.send("a LOGIN {" + name.length() + "+}\r\n" + name + " secret\r\n");
      assertThat(client.line()).startsWith("a BAD");
      var plain = base64("\0" + name + "\0secret");
      assertThat(prompt(client, "AUTHENTICATE PLAIN " + plain))
          .startsWith("a NO [AUTHENTICATIONFAILED]");
    }
    assertThat(linesOfTheLog("login ok user=root")).isEqualTo(lines);
  }
}
