package org.culverhouse.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;
import org.culverhouse.api.model.MailboxName;

/** A pattern of LIST and a name, a line each: the automaton says what the definition says. */
public final class FuzzMailboxPatterns {
  private static final int LONGEST = 300;

  private FuzzMailboxPatterns() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    var text = new String(octets, UTF_8);
    int end = text.indexOf('\n');
    if (end < 0 || text.length() > LONGEST) {
      return;
    }
    MailboxName name;
    try {
      name = new MailboxName(text.substring(end + 1));
    } catch (IllegalArgumentException noName) {
      return;
    }
    var pattern = text.substring(0, end);
    boolean matches = new MailboxPattern(pattern).matches(name);
    if (matches != matchesByDefinition(pattern, name)) {
      throw new AssertionError(pattern + " " + name + ": " + matches);
    }
  }

  /** Each prefix of the pattern against each prefix of the name. */
  private static boolean matchesByDefinition(String pattern, MailboxName name) {
    var value = name.value();
    boolean inbox = name.isInbox() || name.isBelow(MailboxName.INBOX);
    var now = new boolean[value.length() + 1];
    now[0] = true;
    for (char c : pattern.toCharArray()) {
      var next = new boolean[value.length() + 1];
      for (int i = 0; i <= value.length(); i++) {
        boolean isWildcard = c == '*' || c == '%';
        char last = i == 0 ? '\0' : value.charAt(i - 1);
        next[i] =
            isWildcard && now[i]
                || i > 0 && c == '*' && next[i - 1]
                || i > 0 && c == '%' && next[i - 1] && last != MailboxName.SEPARATOR
                || i > 0 && !isWildcard && now[i - 1] && isSame(c, last, inbox && i <= 5);
      }
      now = next;
    }
    return now[value.length()];
  }

  private static boolean isSame(char wanted, char c, boolean inAnyCase) {
    return wanted == c || inAnyCase && wanted == Character.toLowerCase(c);
  }

  public static List<byte[]> seeds() {
    return Stream.of(
            "*\na/b/c",
            "%\nINBOX",
            "inb%/x*\nINBOX/xyz",
            "*a*a*a*z\n" + "a".repeat(60),
            "%a%/%b\nxay/zb",
            "Entw*\nEntw\u00fcrfe",
            "*".repeat(100) + "\nx")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }
}
