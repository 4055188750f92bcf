package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seed line S62: whatever is wrong with a command, BAD shows the token, escaped and cut, and says
 * in which column it stands. Each command is broken at each octet.
 */
class BadTextsTest {
  private static final Pattern PLACE =
      Pattern.compile(".*?(?:(\"(?:[^\"\\\\]|\\\\.)*\")|the end of the line) at column (\\d+)");
  private static final List<String> JUNK =
      List.of(
          "\u0007", "\u00ff", "%", "(", ")", "\"", "\\", "{", "{x}", " ", "99999999999999999999");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SEARCH SINCE 31-Jan-2002 OR (FROM a) NOT UID 1:*",
        "UID SEARCH RETURN (MIN PARTIAL 1:5) CHARSET UTF-8 MODSEQ 5 LARGER 7",
        "FETCH 1,2:* (FLAGS BODY.PEEK[1.2.HEADER.FIELDS (a b)]<0.5> BINARY.SIZE[1])",
        "UID FETCH 1 (UID) (CHANGEDSINCE 5 VANISHED)",
        "STORE 1 (UNCHANGEDSINCE 5) +FLAGS.SILENT (\\Seen key)",
        "APPEND m (\\Seen) \"17-Jul-1996 02:44:25 -0700\" {5}",
        "STATUS m (MESSAGES UIDNEXT)",
        "LIST (SUBSCRIBED) \"\" (a %) RETURN (STATUS (MESSAGES))",
        "SELECT m (QRESYNC (5 6 1:2 (1 2)))",
        "CREATE m (USE (\\Sent))",
        "RENAME a \"b c\"",
        "ID (\"name\" \"x\")",
        "SETQUOTA r (STORAGE 5)",
        "UID COPY 1:2 m",
        "UID EXPUNGE 1:*",
        "COMPRESS DEFLATE",
        "NAMESPACE"
      })
  void theTokenAndItsColumnAreTold(String command) {
    for (int at = command.indexOf(' ') + 1; at <= command.length() && at > 0; at++) {
      for (var junk : JUNK) {
        check(command.substring(0, at) + junk + command.substring(at));
      }
      check(command.substring(0, at));
    }
    check(command + " x");
  }

  private static void check(String command) {
    var parsed = Parsing.parse("a " + command, SessionState.SELECTED);
    if (!(parsed instanceof Parsed.Refused refused)
        || !(refused.answer() instanceof Response.Tagged answer)
        || answer.condition() != Response.Condition.BAD) {
      return;
    }
    var place = PLACE.matcher(answer.text());
    assertThat(place.matches()).as("%s: %s", command, answer.text()).isTrue();
    int column = Integer.parseInt(place.group(2));
    if (place.group(1) == null) {
      assertThat(column).as("%s: %s", command, answer.text()).isEqualTo(command.length() + 1);
      return;
    }
    assertThat(place.group(1).length()).isLessThanOrEqualTo(64 + 10);
    var token = unescaped(place.group(1));
    assertThat(command.startsWith(token, column - 1) || command.startsWith(token, column))
        .as("%s: %s", command, answer.text())
        .isTrue();
  }

  /** What is shown in quotes. */
  private static String unescaped(String shown) {
    var whole = shown.substring(1, shown.length() - 1);
    var inner = whole.endsWith("...") ? whole.substring(0, whole.length() - 3) : whole;
    var hex = Pattern.compile("\\\\x([0-9A-F]{2})").matcher(inner);
    return hex.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(found.group(1), 16))))
        .replaceAll("\\\\([\"\\\\])", "$1");
  }
}
