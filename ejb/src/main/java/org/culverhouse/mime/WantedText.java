package org.culverhouse.mime;

import java.io.IOException;
import org.culverhouse.mime.HeaderQuery.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A text that SEARCH looks for in one message after the other, and the room it takes to do so.
 * Octets that are ASCII are not decoded but compared as they stand. Used by one thread.
 */
public final class WantedText {
  private static final int MAX_ASCII = 1024;

  private final TextMatcher matcher;
  private final boolean isEmpty;

  /** For the whole text; null if it is not ASCII, empty or long. */
  private final @Nullable AsciiMatcher whole;

  /** For a part of it that no header field can break; null if there is none. */
  private final @Nullable AsciiMatcher word;

  private final Octets octets = new Octets();
  private final Octets header = new Octets();

  public WantedText(String text) {
    String folded = CaseMap.fold(text);
    matcher = new TextMatcher(folded);
    isEmpty = folded.isEmpty();
    boolean isAscii = folded.length() <= MAX_ASCII && folded.chars().allMatch(c -> c < 0x80);
    whole = isAscii && !isEmpty ? new AsciiMatcher(folded) : null;
    String longest = isAscii ? longestWord(folded) : "";
    word = longest.isEmpty() ? null : new AsciiMatcher(longest);
  }

  private static String longestWord(String text) {
    String longest = "";
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) <= ' ' || text.charAt(i) == ':') {
        longest = i - start > longest.length() ? text.substring(start, i) : longest;
        start = i + 1;
      }
    }
    return longest;
  }

  boolean isEmpty() {
    return isEmpty;
  }

  /** To be asked piece by piece what the octets cannot tell; it has found nothing yet. */
  TextMatcher matcher() {
    matcher.forget();
    return matcher;
  }

  /** Room for a header, to be used for one after the other. */
  Octets header() {
    header.reset();
    return header;
  }

  /** Whether it is worth the while to decode the fields of a header. */
  boolean mayBeInHeader(Octets fields) {
    return word == null
        || word.find(fields.array(), 0, fields.size()) != AsciiMatcher.ABSENT
        || EncodedWord.MARK.find(fields.array(), 0, fields.size()) != AsciiMatcher.ABSENT
        || !AsciiMatcher.isAscii(fields.array(), 0, fields.size());
  }

  /** Whether the text is in a part, as far as it can be told without its charset. */
  Answer in(DecodedOctets part) throws IOException {
    if (whole == null) {
      return Answer.UNKNOWN;
    }
    octets.reset();
    while (part.hasNext()) {
      int before = octets.size();
      part.next(octets);
      int found = whole.find(octets.array(), 0, octets.size());
      if (found >= 0) {
        return Answer.YES;
      }
      if (found == AsciiMatcher.GAVE_UP
          || !AsciiMatcher.isAscii(octets.array(), before, octets.size())) {
        return Answer.UNKNOWN;
      }
      octets.keepLast(whole.length() - 1);
    }
    return Answer.NO;
  }
}
