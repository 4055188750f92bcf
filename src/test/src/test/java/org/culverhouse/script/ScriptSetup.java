package org.culverhouse.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Brings the connections of a script into its state. */
final class ScriptSetup {
  static final String MAILBOX = "box";

  private static final Pattern APPENDUID = Pattern.compile("\\[APPENDUID (\\d+) (\\d+)]");

  private final Script script;
  private final Target.Person person;
  private final List<ImapConnection> connections;
  private final Map<String, String> values = new HashMap<>();

  ScriptSetup(Script script, Target.Person person, List<ImapConnection> connections) {
    this.script = script;
    this.person = person;
    this.connections = connections;
  }

  /** The variables that the runner knows from the start. */
  Bindings run() throws IOException {
    values.put("user", person.user());
    values.put("password", person.password());
    values.put("mailbox", MAILBOX);
    values.put("sasl-plain", saslPlain(person.user(), person.password()));
    values.put("sasl-plain-wrong", saslPlain(person.user(), "not" + person.password()));
    for (var connection : connections) {
      expect(connection.read(), "* OK");
    }
    if (script.state() != Script.State.NONE) {
      logIn();
      fillMailbox();
    }
    if (script.state() == Script.State.SELECTED) {
      for (var connection : connections) {
        must(connection, "SELECT " + MAILBOX);
      }
    }
    return new Bindings(values);
  }

  private static String saslPlain(String user, String password) {
    var message = "\0" + user + "\0" + password;
    return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
  }

  private void logIn() throws IOException {
    for (var connection : connections) {
      must(connection, "LOGIN \"%s\" \"%s\"".formatted(person.user(), person.password()));
    }
  }

  private void fillMailbox() throws IOException {
    var first = connections.getFirst();
    must(first, "CREATE " + MAILBOX);
    var messages = new ArrayList<String>();
    for (int i = 1; i <= script.messages(); i++) {
      messages.add(message(i));
    }
    for (var file : script.files()) {
      messages.add(Scripts.message(file));
    }
    for (int i = 1; i <= messages.size(); i++) {
      append(first, i, messages.get(i - 1));
    }
  }

  private void append(ImapConnection first, int i, String message) throws IOException {
    first.send("setup APPEND %s {%d}\r\n".formatted(MAILBOX, message.length()));
    expect(first.until("setup"), "+");
    first.send(message + "\r\n");
    var answer = APPENDUID.matcher(first.until("setup"));
    if (!answer.find()) {
      throw new IOException("APPEND of the setup was not answered with APPENDUID");
    }
    values.put("uidvalidity", answer.group(1));
    values.put("uid" + i, answer.group(2));
  }

  /** Message {@code i} of {@code messages: N}; docs/testing.md shows it. */
  static String message(int i) {
    return String.join(
        "\r\n",
        List.of(
            "From: Sender %d <sender%d@example.com>".formatted(i, i),
            "To: Receiver <receiver@example.org>",
            "Date: Mon, %02d Jan 2024 10:00:00 +0000".formatted(i),
            "Subject: message %d".formatted(i),
            "Message-ID: <%d@example.com>".formatted(i),
            "",
            "Text of message %d.".formatted(i),
            ""));
  }

  private static void must(ImapConnection connection, String command) throws IOException {
    expect(connection.command("setup", command), "setup OK");
  }

  private static void expect(String answer, String start) throws IOException {
    var lines = new ArrayList<>(List.of(answer.strip().split("\n")));
    if (!lines.getLast().toUpperCase(Locale.ROOT).startsWith(start.toUpperCase(Locale.ROOT))) {
      throw new IOException("the setup expected " + start + " and got " + lines.getLast());
    }
  }
}
