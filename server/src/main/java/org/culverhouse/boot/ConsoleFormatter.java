package org.culverhouse.boot;

import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** A record in one line; what else it has is in the log file. Named in logging.properties. */
public final class ConsoleFormatter extends SimpleFormatter {
  @Override
  public String format(LogRecord entry) {
    var text = formatMessage(entry).strip().replaceAll("\\s*\\R\\s*", " ");
    var cause = entry.getThrown() == null ? "" : " (" + entry.getThrown() + ")";
    return "%s %s: %s%s%n".formatted(entry.getLevel(), entry.getLoggerName(), text, cause);
  }
}
