package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Encoded words of header fields (RFC 2047; RFC 2231 section 5 for the language). */
final class EncodedWords {
  /** RFC 2047 section 2: a word has at most 75 characters, 63 of them for the text. */
  private static final int MAX_TEXT = 60;

  static final String OPENING = "=?utf-8?Q?";

  private EncodedWords() {}

  /** Encodes the words that are not ASCII; a text in ASCII stays as it is. */
  static String encodeNonAscii(String text) {
    int first = nextNonAscii(text, 0);
    if (first < 0) {
      return text;
    }
    var result = new StringBuilder(text.length() * 3);
    int done = 0;
    while (first >= 0) {
      int start = wordStart(text, first, done);
      int end = runEnd(text, first);
      result.append(text, done, start);
      // Readers drop white space between two encoded words: here it must go into the new one.
      boolean follows = endsWithEncodedWord(text, start);
      boolean precedes = text.startsWith(" =?", end) && EncodedWord.read(text, end + 1) != null;
      encode((follows ? " " : "") + text.substring(start, end) + (precedes ? " " : ""), result);
      done = end;
      first = nextNonAscii(text, end);
    }
    return result.append(text, done, text.length()).toString();
  }

  /** Decodes the encoded words of an unfolded field; what is none stays as it is. */
  static String decode(String text) {
    int at = text.indexOf("=?");
    if (at < 0) {
      return text;
    }
    var result = new StringBuilder(text.length());
    int done = 0;
    @Nullable EncodedWord pending = null;
    while (at >= 0) {
      EncodedWord word = EncodedWord.read(text, at);
      if (word == null) {
        at = text.indexOf("=?", at + 2);
        continue;
      }
      boolean adjacent = pending != null && isBlank(text, done, at);
      if (pending != null && adjacent && pending.charset().equals(word.charset())) {
        // A character may be split between two words, wrong as it is.
        pending = pending.join(word);
      } else {
        flush(pending, result);
        if (!adjacent) {
          result.append(text, done, at);
        }
        pending = word;
      }
      done = word.end();
      at = text.indexOf("=?", done);
    }
    flush(pending, result);
    return result.append(text, done, text.length()).toString();
  }

  private static boolean isBlank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isBlank(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** What may stand between two words and means nothing (RFC 2047 section 2). */
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static void flush(@Nullable EncodedWord word, StringBuilder result) {
    if (word != null) {
      result.append(new String(word.octets().toByteArray(), word.charset()));
    }
  }

  private static boolean endsWithEncodedWord(String text, int end) {
    if (end < 3 || !text.startsWith("?= ", end - 3)) {
      return false;
    }
    var word = EncodedWord.read(text, text.lastIndexOf(' ', end - 2) + 1);
    return word != null && word.end() == end - 1;
  }

  private static int nextNonAscii(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return i;
      }
    }
    return -1;
  }

  private static int wordStart(String text, int at, int floor) {
    int start = at;
    while (start > floor && text.charAt(start - 1) != ' ') {
      start--;
    }
    return start;
  }

  /** The end of the last of the words in a row that are not ASCII. */
  private static int runEnd(String text, int at) {
    int end = wordEnd(text, at);
    while (true) {
      int start = end;
      while (start < text.length() && isBlank(text.charAt(start))) {
        start++;
      }
      int next = wordEnd(text, start);
      if (!hasNonAscii(text, start, next)) {
        return end;
      }
      end = next;
    }
  }

  private static boolean hasNonAscii(String text, int from, int to) {
    int first = nextNonAscii(text, from);
    return first >= 0 && first < to;
  }

  private static int wordEnd(String text, int at) {
    int end = text.indexOf(' ', at);
    return end < 0 ? text.length() : end;
  }

  private static void encode(String text, StringBuilder result) {
    var word = new StringBuilder(OPENING);
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      String encoded = encodeQ(character);
      if (word.length() + encoded.length() > OPENING.length() + MAX_TEXT) {
        result.append(word).append("?= ");
        word.setLength(OPENING.length());
      }
      word.append(encoded);
      i += Character.charCount(character);
    }
    result.append(word).append("?=");
  }

  /** The narrow alphabet of RFC 2047 section 5 (3), which is right in a phrase too. */
  private static String encodeQ(int character) {
    if (character == ' ') {
      return "_";
    }
    if (character < 0x80
        && (Character.isLetterOrDigit(character) || "!*+-/".indexOf(character) >= 0)) {
      return Character.toString(character);
    }
    var encoded = new StringBuilder();
    for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
      Hex.append(encoded, '=', octet);
    }
    return encoded.toString();
  }
}
