package org.culverhouse.command;

import java.util.HashMap;
import java.util.Map;
import org.culverhouse.api.model.MailboxName;

/**
 * A pattern of LIST (RFC 9051 section 6.3.9, {@code list-mailbox}): {@code *} stands for anything,
 * {@code %} for anything within a level. It runs as an automaton with one bit a character of the
 * pattern, so the time is bounded by the product of both lengths, whatever the wildcards.
 */
final class MailboxPattern {
  private static final int INBOX_LENGTH = MailboxName.INBOX.value().length();

  /** A bit for each state: that many characters of the pattern, without wildcards, have matched. */
  private record States(long[] words) {
    static States none(int states) {
      return new States(new long[(states + 63) / 64]);
    }

    void add(int state) {
      words[state / 64] |= 1L << state;
    }

    boolean has(int state) {
      return (words[state / 64] & 1L << state) != 0;
    }
  }

  /** The states that go on with a character, by character. */
  private final Map<Character, States> steps = new HashMap<>();

  /** The states that stay at any character, and those that stay except at a separator. */
  private final States stars;

  private final States percents;
  private final States nothing;
  private final int end;

  MailboxPattern(String pattern) {
    int literals = (int) pattern.chars().filter(c -> !isWildcard((char) c)).count();
    end = literals;
    stars = States.none(end + 1);
    percents = States.none(end + 1);
    nothing = States.none(end + 1);
    int state = 0;
    for (char c : pattern.toCharArray()) {
      switch (c) {
        case '*' -> stars.add(state);
        case '%' -> percents.add(state);
        default -> steps.computeIfAbsent(c, character -> States.none(end + 1)).add(state++);
      }
    }
  }

  private static boolean isWildcard(char c) {
    return c == '*' || c == '%';
  }

  boolean matches(MailboxName name) {
    var value = name.value();
    // INBOX is INBOX however the pattern spells it (RFC 9051 section 5.1).
    boolean inbox = name.isInbox() || name.isBelow(MailboxName.INBOX);
    var now = States.none(end + 1);
    now.add(0);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      char other = inbox && i < INBOX_LENGTH ? Character.toLowerCase(c) : c;
      if (!step(now.words(), c, other)) {
        return false;
      }
    }
    return now.has(end);
  }

  /**
   * One character further, which may also be read as another one; false when nothing is left that
   * could match.
   */
  private boolean step(long[] now, char c, char other) {
    var forward = steps.getOrDefault(c, nothing).words();
    var alsoForward = steps.getOrDefault(other, nothing).words();
    long carry = 0;
    long any = 0;
    for (int word = 0; word < now.length; word++) {
      long stay = stars.words()[word];
      if (c != MailboxName.SEPARATOR) {
        stay |= percents.words()[word];
      }
      long moving = now[word] & (forward[word] | alsoForward[word]);
      now[word] = (moving << 1) | carry | (now[word] & stay);
      carry = moving >>> 63;
      any |= now[word];
    }
    return any != 0;
  }
}
