package org.culverhouse.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Charsets as messages name them. */
final class Charsets {
  private static final List<String> KEEPING_ASCII = List.of("ISO-8859-", "windows-125", "KOI8-");

  private Charsets() {}

  /**
   * All names in lower case. To ask Java for a name that it does not know takes a search and an
   * exception, and a header may hold a hundred thousand of them.
   */
  private static final class Known {
    private static final Map<String, Charset> BY_NAME = new HashMap<>();

    static {
      for (var charset : Charset.availableCharsets().values()) {
        BY_NAME.put(charset.name().toLowerCase(Locale.ROOT), charset);
        charset
            .aliases()
            .forEach(alias -> BY_NAME.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
      }
    }
  }

  /** Unknown ones are read as ISO-8859-1, which loses no ASCII. */
  static Charset forName(String name) {
    var known = Known.BY_NAME.get(name.strip().toLowerCase(Locale.ROOT));
    var charset = known == null ? StandardCharsets.ISO_8859_1 : known;
    // Undeclared 8-bit text is more often UTF-8 than nothing.
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  /** Whether an octet below 128 is always the ASCII character, whatever stands before it. */
  static boolean keepsAscii(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        || KEEPING_ASCII.stream().anyMatch(charset.name()::startsWith);
  }
}
