package org.culverhouse.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a script; a mistake in one is told with its line. */
final class ScriptParser {
  private static final Set<String> HEADERS =
      Set.of("connections", "state", "messages", "role", "files", "capabilities", "not-on");
  private static final Pattern STEP = Pattern.compile("(?:(\\d+) )?([a-z]+)(?: (.*))?");
  private static final Pattern INLINE_LITERAL = Pattern.compile("\\{\\{\\{(\\+?)(.*?)}}}(?!})");

  private final String name;
  private final List<String> lines;
  private final List<Step> steps = new ArrayList<>();
  private int at;

  private ScriptParser(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  static Script parse(String name, List<String> lines) {
    var parser = new ScriptParser(name, lines);
    try {
      return parser.script();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s.imap:%d: %s".formatted(name, parser.at, e.getMessage()), e);
    }
  }

  private Script script() {
    var header = header();
    while (at < lines.size()) {
      var line = lines.get(at);
      if (line.isBlank() || line.startsWith("#")) {
        at++;
      } else {
        step();
      }
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("no steps: is there an empty line behind the header?");
    }
    return new Script(
        name,
        Integer.parseInt(header.getOrDefault("connections", "1")),
        Script.State.valueOf(
            header.getOrDefault("state", "auth").toUpperCase(java.util.Locale.ROOT)),
        Integer.parseInt(header.getOrDefault("messages", "0")),
        header.getOrDefault("role", ""),
        words(header.getOrDefault("files", "")),
        words(header.getOrDefault("capabilities", "")),
        notOn(header.getOrDefault("not-on", "")),
        List.copyOf(steps));
  }

  private Map<String, String> header() {
    var header = new HashMap<String, String>();
    for (; at < lines.size() && !lines.get(at).isBlank(); at++) {
      var line = lines.get(at);
      if (line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("no header line: " + line);
      }
      var key = line.substring(0, colon);
      if (!HEADERS.contains(key)) {
        throw new IllegalArgumentException("unknown header " + key);
      }
      header.put(key, line.substring(colon + 1).strip());
    }
    return header;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.split(" +"));
  }

  /** {@code dovecot: why}, told again when the script is left out. */
  private static Map<String, String> notOn(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("not-on needs a reason");
    }
    return Map.of(text.substring(0, space), text.substring(space + 1).strip());
  }

  private void step() {
    int start = at + 1;
    var template = template();
    var first = template.parts().getFirst().text();
    var words = STEP.matcher(first);
    if (!words.matches()) {
      throw new IllegalArgumentException("no step: " + first);
    }
    int connection = words.group(1) == null ? 1 : Integer.parseInt(words.group(1));
    var rest = words.group(3) == null ? "" : words.group(3);
    var action = action(words.group(2), withFirst(template, rest));
    var more = new ArrayList<Template>();
    var expected = new ArrayList<Step.Expectation>();
    while (at < lines.size() && isExpectation(lines.get(at))) {
      if (lines.get(at).startsWith(">")) {
        more.add(withFirst(template(), 1));
      } else {
        expected.add(expectation());
      }
    }
    steps.add(new Step(start, connection, action, List.copyOf(more), List.copyOf(expected)));
  }

  private static boolean isExpectation(String line) {
    return !line.isEmpty() && "*!=+>".indexOf(line.charAt(0)) >= 0
        || line.startsWith("tagged ")
        || line.startsWith("gone ");
  }

  private static Step.Action action(String verb, Template text) {
    return switch (verb) {
      case "ok" -> new Step.Command(Step.Outcome.OK, text);
      case "no" -> new Step.Command(Step.Outcome.NO, text);
      case "bad" -> new Step.Command(Step.Outcome.BAD, text);
      case "fail" -> new Step.Command(Step.Outcome.FAIL, text);
      case "idle" -> new Step.Idle();
      case "done" -> new Step.Done();
      case "hears" -> new Step.Hears();
      case "send" -> new Step.Sends(text);
      case "tls" -> new Step.StartsTls();
      case "deflate" -> new Step.Deflates();
      case "plain" -> new Step.EndsDeflation();
      case "hangup" -> new Step.HangsUp();
      default -> throw new IllegalArgumentException("unknown verb " + verb);
    };
  }

  private Step.Expectation expectation() {
    int start = at + 1;
    var template = template();
    var first = template.parts().getFirst().text();
    if (first.startsWith("tagged ")) {
      return new Step.Tagged(start, withFirst(template, 7));
    }
    if (first.startsWith("gone ")) {
      return new Step.Gone(start, withFirst(template, 5));
    }
    return switch (first.charAt(0)) {
      case '*' -> new Step.Said(start, withFirst(template, 1));
      case '=' -> new Step.Code(start, withFirst(template, 1));
      case '+' -> new Step.Continuation(start, template, true);
      default -> {
        var what = first.substring(1).strip();
        if (what.startsWith("+")) {
          yield new Step.Continuation(start, template, false);
        }
        if (!what.startsWith("*")) {
          throw new IllegalArgumentException("behind ! stands * or +, not " + what);
        }
        yield new Step.NotSaid(start, withFirst(template, what.substring(1)));
      }
    };
  }

  private static Template withFirst(Template template, int skip) {
    return withFirst(template, template.parts().getFirst().text().substring(skip).strip());
  }

  /** The text before a literal keeps its space. */
  private static Template withFirst(Template template, String text) {
    var parts = new ArrayList<>(template.parts());
    var space = parts.size() > 1 && parts.getFirst().text().endsWith(" ") && !text.endsWith(" ");
    parts.set(0, new Template.Line(space ? text + " " : text));
    return new Template(List.copyOf(parts));
  }

  /** The line here, with the literals that it opens. */
  private Template template() {
    var parts = new ArrayList<Template.Part>();
    var line = lines.get(at++);
    while (line.endsWith("{{{") || line.endsWith("{{{+")) {
      int open = line.lastIndexOf("{{{");
      inline(line.substring(0, open), parts);
      parts.add(new Template.Literal(block(), sync(line.substring(open + 3))));
      line = lines.get(at++).substring(3);
    }
    inline(line, parts);
    return new Template(List.copyOf(parts));
  }

  /** A literal on one line has no line end of its own. */
  private static void inline(String line, List<Template.Part> parts) {
    var literal = INLINE_LITERAL.matcher(line);
    int from = 0;
    while (literal.find()) {
      parts.add(new Template.Line(line.substring(from, literal.start())));
      parts.add(new Template.Literal(literal.group(2), sync(literal.group(1))));
      from = literal.end();
    }
    parts.add(new Template.Line(line.substring(from)));
  }

  private static Template.Sync sync(String sign) {
    return sign.equals("+") ? Template.Sync.GOES_ON : Template.Sync.WAITS;
  }

  /** In a literal of several lines a dollar is a dollar. */
  private String block() {
    var block = new StringBuilder();
    while (at < lines.size() && !lines.get(at).startsWith("}}}")) {
      block.append(lines.get(at++).replace("$", "$$")).append("\r\n");
    }
    if (at == lines.size()) {
      throw new IllegalArgumentException("a literal without }}}");
    }
    return block.toString();
  }
}
