package org.culverhouse.script;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culverhouse.script.Step.Said;
import org.culverhouse.script.Step.Tagged;

/** One run of a script; fails with the line that was not met and everything that was said. */
public final class ScriptRun {
  private final Script script;
  private final List<ImapConnection> connections;

  /** What was said before the continuation of IDLE, for the next {@code hears}. */
  private final List<List<Answer>> early = new ArrayList<>();

  private final List<Optional<String>> idleTags = new ArrayList<>();
  private Bindings bindings;
  private int tags;

  ScriptRun(Script script, List<ImapConnection> connections, Bindings bindings) {
    this.script = script;
    this.connections = connections;
    this.bindings = bindings;
    for (int i = 0; i < connections.size(); i++) {
      idleTags.add(Optional.empty());
      early.add(List.of());
    }
  }

  /** Makes a person, opens the connections, and goes through the steps. */
  public static void run(Script script, Target target) throws IOException {
    var transcript = new Transcript();
    var connections = new ArrayList<ImapConnection>();
    try {
      var person = target.newPerson(script.name());
      if (!script.role().isEmpty()) {
        target.grant(person, script.role());
      }
      for (int i = 1; i <= script.connections(); i++) {
        connections.add(ImapConnection.open(target.imap(), i, transcript));
      }
      var bindings = new ScriptSetup(script, person, connections).run();
      transcript.setUp();
      new ScriptRun(script, connections, bindings).steps();
    } catch (IOException | AssertionError e) {
      throw new AssertionError(
          script.name() + ".imap: " + e.getMessage() + "\n--- transcript\n" + transcript, e);
    } finally {
      for (var connection : connections) {
        connection.close();
      }
    }
  }

  private void steps() throws IOException {
    for (var step : script.steps()) {
      try {
        step(step);
      } catch (IOException | IllegalArgumentException e) {
        throw new IOException("line " + step.line() + ": " + e.getMessage(), e);
      }
    }
  }

  private void step(Step step) throws IOException {
    if (step.connection() > connections.size()) {
      throw new IllegalArgumentException("no connection " + step.connection());
    }
    int index = step.connection() - 1;
    var connection = connections.get(index);
    switch (step.action()) {
      case Step.Command command ->
          check(step, command.outcome(), command(connection, step, command));
      case Step.Idle idle -> idle(connection, index, step);
      case Step.Done done -> done(connection, index, step);
      case Step.Hears hears -> hear(connection, index, step);
      case Step.Sends sends -> connection.send(String.join("", sends.text().packets(bindings)));
      case Step.StartsTls tls -> connection.startTls();
      case Step.Deflates deflates -> connection.deflate();
      case Step.EndsDeflation ends -> connection.endDeflation();
      case Step.HangsUp hangUp -> connection.close();
    }
  }

  private List<Answer> command(ImapConnection connection, Step step, Step.Command command)
      throws IOException {
    var tag = nextTag();
    var packets = new ArrayDeque<>(command.text().packets(bindings));
    for (var more : step.more()) {
      packets.addAll(more.packets(bindings));
    }
    connection.send(tag + " " + packets.remove());
    var answers = new ArrayList<Answer>();
    while (true) {
      var answer = connection.answer();
      answers.add(answer);
      if (answer.tag().equals(tag)) {
        return answers;
      }
      if (answer.isContinuation()) {
        if (packets.isEmpty()) {
          throw new IOException("the server asks for more (+), the script has no more");
        }
        connection.send(packets.remove());
      }
    }
  }

  private String nextTag() {
    return "t" + ++tags;
  }

  private void idle(ImapConnection connection, int index, Step step) throws IOException {
    var tag = nextTag();
    connection.send(tag + " IDLE\r\n");
    var answers = new ArrayList<Answer>();
    do {
      answers.add(connection.answer());
    } while (answers.getLast().isUntagged());
    if (!answers.getLast().isContinuation()) {
      throw new IOException("IDLE was answered: " + answers.getLast().line());
    }
    idleTags.set(index, Optional.of(tag));
    bindings = new StepCheck(answers, bindings).all(step.expected());
    early.set(index, answers);
  }

  private void done(ImapConnection connection, int index, Step step) throws IOException {
    var tag = idleTags.get(index).orElseThrow(() -> new IllegalArgumentException("not in IDLE"));
    idleTags.set(index, Optional.empty());
    connection.send("DONE\r\n");
    var answers = new ArrayList<Answer>();
    do {
      answers.add(connection.answer());
    } while (!answers.getLast().tag().equals(tag));
    check(step, Step.Outcome.OK, answers);
  }

  private void check(Step step, Step.Outcome outcome, List<Answer> answers) throws IOException {
    var end = answers.getLast();
    if (!outcome.admits(end.condition())) {
      throw new IOException("expected " + outcome + " and got " + end.line());
    }
    bindings = new StepCheck(answers, bindings).all(step.expected());
  }

  /** Reads on until everything has been said; gives up when nothing comes any more. */
  private void hear(ImapConnection connection, int index, Step step) throws IOException {
    for (var expected : step.expected()) {
      if (!(expected instanceof Said || expected instanceof Tagged)) {
        throw new IllegalArgumentException("hears only waits for * and tagged lines");
      }
    }
    var answers = new ArrayList<>(early.set(index, List.of()));
    var check = new StepCheck(answers, bindings);
    while (check.said(step.expected()).isEmpty()) {
      try {
        answers.add(connection.answer());
      } catch (IOException e) {
        throw new IOException(check.missing(step.expected()) + " (" + e.getMessage() + ")", e);
      }
    }
    bindings = check.all(step.expected());
  }
}
