package org.culverhouse.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What went over the wire, to be read by people; long lines are cut. */
final class Transcript {
  private static final int MAX_LINE = 400;
  private static final int MAX_LINES = 80;

  private final List<String> lines = new ArrayList<>();

  void sent(int connection, String bytes) {
    add(connection + "> ", bytes);
  }

  void received(int connection, String bytes) {
    add(connection + "< ", bytes);
  }

  /** What it took to come into the state of the script is of interest only if that fails. */
  synchronized void setUp() {
    lines.clear();
  }

  private synchronized void add(String prefix, String bytes) {
    for (var line : bytes.strip().split("\r\n", -1)) {
      var text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      lines.add(prefix + (text.length() > MAX_LINE ? text.substring(0, MAX_LINE) + "…" : text));
    }
  }

  @Override
  public synchronized String toString() {
    int from = Math.max(0, lines.size() - MAX_LINES);
    return (from > 0 ? "… " + from + " lines before\n" : "")
        + String.join("\n", lines.subList(from, lines.size()));
  }
}
