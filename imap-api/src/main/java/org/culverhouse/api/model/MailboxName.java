package org.culverhouse.api.model;

import java.util.List;
import java.util.Optional;

/**
 * The name of a mailbox, decoded to Unicode, with {@code /} between the levels of the hierarchy
 * (RFC 9051 section 5.1). INBOX in any case is INBOX, also as the first level of a longer name.
 * Bounds: 1,000 bytes of UTF-8, 64 levels.
 */
public record MailboxName(String value) implements Comparable<MailboxName> {
  public static final char SEPARATOR = '/';
  public static final int MAX_BYTES = 1000;
  public static final int MAX_LEVELS = 64;
  public static final MailboxName INBOX = new MailboxName("INBOX");

  /**
   * @throws IllegalArgumentException with a text that may be shown to the client
   */
  public MailboxName {
    value = canonical(value);
    check(value);
  }

  private static String canonical(String value) {
    if (value.equalsIgnoreCase("INBOX")) {
      return "INBOX";
    }
    if (value.regionMatches(true, 0, "INBOX/", 0, 6)) {
      return "INBOX" + value.substring(5);
    }
    return value;
  }

  private static void check(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a mailbox name is empty");
    }
    if (value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("a mailbox name is longer than " + MAX_BYTES + " bytes");
    }
    if (value
        .codePoints()
        .anyMatch(
            c ->
                c < 0x20
                    || c >= 0x7F && c < 0xA0
                    || c == 0x2028
                    || c == 0x2029
                    || c >= 0xD800 && c < 0xE000)) {
      throw new IllegalArgumentException("a mailbox name holds a control character");
    }
    var levels = value.split("/", -1);
    if (levels.length > MAX_LEVELS) {
      throw new IllegalArgumentException("a mailbox name has more than " + MAX_LEVELS + " levels");
    }
    for (var level : levels) {
      if (level.isEmpty()) {
        throw new IllegalArgumentException("a level of the mailbox name " + value + " is empty");
      }
      if (level.equals(".") || level.equals("..")) {
        throw new IllegalArgumentException("a level of the mailbox name " + value + " is " + level);
      }
    }
  }

  public boolean isInbox() {
    return value.equals("INBOX");
  }

  public List<String> levels() {
    return List.of(value.split("/"));
  }

  public Optional<MailboxName> parent() {
    int cut = value.lastIndexOf(SEPARATOR);
    return cut < 0 ? Optional.empty() : Optional.of(new MailboxName(value.substring(0, cut)));
  }

  public MailboxName child(String level) {
    return new MailboxName(value + SEPARATOR + level);
  }

  /** Whether this stands somewhere below the other. */
  public boolean isBelow(MailboxName other) {
    return value.length() > other.value.length()
        && value.startsWith(other.value)
        && value.charAt(other.value.length()) == SEPARATOR;
  }

  /**
   * The name that this one, at or below {@code from}, gets when {@code from} is renamed to {@code
   * to}.
   */
  public MailboxName moved(MailboxName from, MailboxName to) {
    return new MailboxName(to.value + value.substring(from.value.length()));
  }

  @Override
  public int compareTo(MailboxName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
