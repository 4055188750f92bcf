package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.command.Delete;
import org.culverhouse.api.command.Rename;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.command.Select.Access;
import org.culverhouse.api.command.Subscribe;
import org.culverhouse.api.command.Unsubscribe;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxParsersTest {
  private static MailboxName selected(String name) {
    return ((Select) Parsing.authenticated("SELECT " + name)).mailbox();
  }

  @Test
  void commandsThatNameAMailbox() {
    var box = new MailboxName("a/b");
    assertThat(Parsing.authenticated("SELECT a/b"))
        .isEqualTo(new Select("a", box, Access.READ_WRITE));
    assertThat(Parsing.authenticated("EXAMINE a/b"))
        .isEqualTo(new Select("a", box, Access.READ_ONLY));
    assertThat(Parsing.authenticated("DELETE a/b")).isEqualTo(new Delete("a", box));
    assertThat(Parsing.authenticated("SUBSCRIBE a/b")).isEqualTo(new Subscribe("a", box));
    assertThat(Parsing.authenticated("UNSUBSCRIBE a/b")).isEqualTo(new Unsubscribe("a", box));
    assertThat(Parsing.authenticated("RENAME a/b \"c d\""))
        .isEqualTo(new Rename("a", box, new MailboxName("c d")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "iNbOx | INBOX",
        "\"inbox/sub\" | INBOX/sub",
        "Entw&APw-rfe | Entwürfe",
        "\"Entw\u00C3\u00BCrfe\" | Entwürfe",
        "\"R&D \u00E2\u0098\u00BA\" | R&D ☺",
        "\"a \\\"b\\\"\" | a \"b\"",
        "a]b | a]b",
        "[Gmail]/All | [Gmail]/All",
      })
  void namesAreDecoded(String written, String name) {
    assertThat(selected(written).value()).isEqualTo(name);
  }

  /** C-77: names that are paths, or no names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "/a",
        "a//b",
        "../../etc",
        "a/../b",
        "a/./b",
        "a/",
        "&AC8-",
        "&AC4ALg-",
        "\"Q&A\"",
        "\"a\33b\"",
        "\"caf\u00E9\"",
        "&IAE",
        "\"\u00E2\u0080\u00A8\"",
      })
  void impossibleNamesAreNamed(String written) {
    var shown =
        Octets.show(
            written.replace("\"", "").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(Parsing.refusal("SELECT " + written))
        .startsWith("NO [CANNOT] Mailbox name " + shown + " is not possible: ");
  }

  @Test
  void namesHaveBounds() {
    assertThat(selected("m".repeat(1000)).value()).hasSize(1000);
    assertThat(Parsing.refusal("SELECT " + "m".repeat(1001)))
        .isEqualTo(
            "NO [CANNOT] Mailbox name \""
                + "m".repeat(64)
                + "...\" is not possible: a mailbox name is longer than 1000 bytes");
    assertThat(Parsing.refusal("SELECT " + "m/".repeat(64) + "m")).endsWith("more than 64 levels");
  }

  @Test
  void wildcardsAndNulAreNoAtoms() {
    assertThat(Parsing.refusal("SELECT a*"))
        .isEqualTo("BAD Expected the end of the command, found \"*\" at column 9");
    assertThat(Parsing.refusal("SELECT \"a\0b\""))
        .startsWith("BAD A quoted string holds NUL or CR: ");
    assertThat(Parsing.refusal("SELECT"))
        .isEqualTo("BAD Expected a space, found the end of the line at column 7");
    assertThat(Parsing.refusal("SELECT \"a"))
        .isEqualTo("BAD Unterminated quoted string \"\\\"a\" at column 8");
  }

  @Test
  void createTakesASpecialUse() {
    assertThat(Parsing.authenticated("CREATE Old/"))
        .isEqualTo(new Create("a", new MailboxName("Old"), Set.of()));
    assertThat(Parsing.authenticated("CREATE Gone (USE (\\Trash \\junk))"))
        .isEqualTo(
            new Create("a", new MailboxName("Gone"), Set.of(SpecialUse.TRASH, SpecialUse.JUNK)));
    assertThat(Parsing.authenticated("CREATE Gone (USE ())"))
        .isEqualTo(new Create("a", new MailboxName("Gone"), Set.of()));
    assertThat(Parsing.refusal("CREATE Gone (USE (\\Bin))"))
        .isEqualTo("NO [USEATTR] Unknown special use \"\\\\Bin\"");
    assertThat(Parsing.refusal("CREATE Gone (SIZE (1))"))
        .isEqualTo("BAD Unknown parameter of CREATE \"SIZE\" at column 14");
  }
}
