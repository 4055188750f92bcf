package org.culverhouse.server;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends what others print, line by line, to the log. Thread-safe. */
final class LoggedOutput extends OutputStream {
  private static final System.Logger LOG = System.getLogger("stdout");
  private static final int LONGEST_LINE = 8192;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  @Override
  public synchronized void write(int octet) {
    if (octet == '\n' || line.size() == LONGEST_LINE) {
      var text = line.toString(StandardCharsets.UTF_8).strip();
      line.reset();
      if (!text.isEmpty()) {
        LOG.log(System.Logger.Level.INFO, text);
      }
    }
    if (octet != '\n') {
      line.write(octet);
    }
  }
}
