package org.culverhouse.connector.wire.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Mailbox names in ASCII (RFC 3501 section 5.1.3). */
public final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  public static String encode(String name) {
    int start = 0;
    while (start < name.length() && isDirect(name.charAt(start))) {
      start++;
    }
    if (start == name.length() && name.indexOf('&') < 0) {
      return name;
    }
    var encoded = new StringBuilder(name.length() + 8);
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (c == '&') {
        encoded.append("&-");
        i++;
      } else if (isDirect(c)) {
        encoded.append(c);
        i++;
      } else {
        int end = endOfShifted(name, i);
        encoded.append('&').append(base64(name.substring(i, end))).append('-');
        i = end;
      }
    }
    return encoded.toString();
  }

  private static boolean isDirect(char c) {
    return c >= ' ' && c <= '~';
  }

  private static int endOfShifted(String name, int start) {
    int end = start;
    while (end < name.length() && !isDirect(name.charAt(end))) {
      end++;
    }
    return end;
  }

  private static String base64(String text) {
    var octets = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      octets[2 * i] = (byte) (text.charAt(i) >> 8);
      octets[2 * i + 1] = (byte) text.charAt(i);
    }
    return Base64.getEncoder().withoutPadding().encodeToString(octets).replace('/', ',');
  }

  /**
   * Empty for what is not modified UTF-7, and for a second way to write a name: every name has one
   * encoding, or two mailboxes could not be told apart.
   */
  public static Optional<String> decode(String encoded) {
    if (encoded.indexOf('&') < 0) {
      return Optional.of(encoded).filter(name -> name.chars().allMatch(c -> isDirect((char) c)));
    }
    var name = new StringBuilder(encoded.length());
    int i = 0;
    while (i < encoded.length()) {
      char c = encoded.charAt(i);
      if (c != '&') {
        name.append(c);
        i++;
        continue;
      }
      int end = encoded.indexOf('-', i);
      if (end < 0) {
        return Optional.empty();
      }
      if (end == i + 1) {
        name.append('&');
      } else if (!appendShifted(name, encoded.substring(i + 1, end))) {
        return Optional.empty();
      }
      i = end + 1;
    }
    return Optional.of(name.toString()).filter(decoded -> encode(decoded).equals(encoded));
  }

  private static boolean appendShifted(StringBuilder name, String base64) {
    if (base64.indexOf('/') >= 0) {
      return false;
    }
    byte[] octets;
    try {
      octets =
          Base64.getDecoder()
              .decode(base64.replace(',', '/').getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    if (octets.length % 2 != 0) {
      return false;
    }
    var text = new String(octets, StandardCharsets.UTF_16BE);
    // Unpaired surrogates would be replaced, and then stand for another name.
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_16BE), octets)) {
      return false;
    }
    name.append(text);
    return true;
  }
}
