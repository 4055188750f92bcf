package org.culverhouse.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scripts below a folder. */
public final class Scripts {
  private Scripts() {}

  /** In the order of their names; {@code prefix} leaves out all that begin otherwise. */
  public static List<Script> in(Path folder, String prefix) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".imap"))
          .filter(file -> name(folder, file).startsWith(prefix))
          .sorted()
          .map(file -> read(folder, file))
          .toList();
    }
  }

  /** A message of resources/messages; its lines end in CRLF, one char is a byte. */
  static String message(String file) throws IOException {
    try (var in = Scripts.class.getResourceAsStream("/messages/" + file)) {
      if (in == null) {
        throw new IOException("no message " + file);
      }
      var text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/').replace(".imap", "");
  }

  private static Script read(Path folder, Path file) {
    try {
      return ScriptParser.parse(name(folder, file), Files.readAllLines(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
