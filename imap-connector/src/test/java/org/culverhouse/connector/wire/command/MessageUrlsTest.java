package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendPart;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.command.MessageUrl;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageUrlsTest {
  private static MessageUrl url(String url) {
    var command = (Append) Parsing.authenticated("APPEND m CATENATE (URL \"" + url + "\")");
    var part = (AppendPart.Url) command.messages().getFirst().parts().getFirst();
    assertThat(part.url()).isEqualTo(url);
    return part.message();
  }

  private static MessageUrl whole(String mailbox, long uid) {
    return new MessageUrl(
        new MailboxName(mailbox),
        Optional.empty(),
        new Uid(uid),
        SectionName.MESSAGE,
        Optional.empty());
  }

  @Test
  void theExamplesOfTheRfcs() {
    assertThat(url("/Drafts/;UID=3002")).isEqualTo(whole("Drafts", 3002));
    assertThat(url("/Drafts;UIDVALIDITY=385759045/;UID=20/;section=HEADER"))
        .isEqualTo(
            new MessageUrl(
                new MailboxName("Drafts"),
                Optional.of(new UidValidity(385759045)),
                new Uid(20),
                new SectionName(List.of(), Text.HEADER, List.of()),
                Optional.empty()));
    assertThat(url("/INBOX/;uid=7/;Section=1.2.mime/;Partial=0.1024").section())
        .isEqualTo(new SectionName(List.of(1, 2), Text.MIME, List.of()));
  }

  @Test
  void aPartialMayHaveNoLength() {
    assertThat(url("/a/;UID=1/;PARTIAL=5.10").partial()).contains(new Partial(5, 10));
    assertThat(url("/a/;UID=1/;PARTIAL=5").partial()).contains(new Partial(5, Long.MAX_VALUE));
  }

  @Test
  void whatIsEncodedIsDecoded() {
    assertThat(url("/a%2Fb%20c/d/;UID=1")).isEqualTo(whole("a/b c/d", 1));
    assertThat(url("/Entw%C3%BCrfe/;UID=1")).isEqualTo(whole("Entw\u00FCrfe", 1));
    assertThat(url("/inbox/;UID=1/;SECTION=HEADER.FIELDS%20(From%20To)").section().fields())
        .containsExactly("From", "To");
  }

  @ParameterizedTest
  @CsvSource({
    "imap://server/INBOX/;UID=1, it must begin with / and a mailbox of yours",
    "//server/INBOX/;UID=1, it must begin with / and a mailbox of yours",
    "INBOX/;UID=1, it must begin with / and a mailbox of yours",
    ";UID=1, it must begin with / and a mailbox of yours",
    "'', it must begin with / and a mailbox of yours",
    "/, a mailbox name is empty",
    "/;UID=1, a mailbox name is empty",
    "/INBOX, /;UID= and a number must follow the mailbox",
    "/INBOX;UIDVALIDITY=1, /;UID= and a number must follow the mailbox",
    "/INBOX;UIDVALIDITY=1;UID=1, /;UID= and a number must follow the mailbox",
    "/INBOX;UIDVALIDITY=0/;UID=1, zero where it cannot be",
    "/INBOX/;UID=0, zero where it cannot be",
    "/INBOX/;UID=, a number of 32 bits is missing",
    "/INBOX/;UID=4294967296, a number of 32 bits is missing",
    "/INBOX/;UID=99999999999999999999, a number of 32 bits is missing",
    "/INBOX/;UID=1x, 'nothing may follow, but there is more'",
    "/INBOX/;UID=1;URLAUTH=anonymous, 'nothing may follow, but there is more'",
    "/INBOX/;UID=1/;PARTIAL=0.0, zero where it cannot be",
    "/INBOX/;UID=1/;PARTIAL=0.5/;SECTION=1, 'nothing may follow, but there is more'",
    "/INBOX/;UID=1/;SECTION=0, 'no section \"0\"'",
    "/INBOX/;UID=1/;SECTION=MIME, 'no section \"MIME\"'",
    "/INBOX/;UID=1/;SECTION=HEADER.FIELDS%20(%7B5%7D), 'no section \"HEADER.FIELDS ({5})\"'",
    "/IN%4, % without two hexadecimal digits",
    "/IN%4x/;UID=1, % without two hexadecimal digits",
    "/IN%FF/;UID=1, not UTF-8",
    "/IN BOX/;UID=1, a character that must be encoded",
    "/a?b/;UID=1, a character that must be encoded",
    "/%00/;UID=1, a mailbox name holds a control character",
  })
  void anythingElseLeadsNowhere(String url, String why) {
    assertThat(Parsing.refusal("APPEND m CATENATE (URL \"" + url + "\" TEXT {5}"))
        .isEqualTo("NO [BadUrl[url=" + url + "]] The URL leads nowhere: " + why);
  }

  @Test
  void aUrlHasABound() {
    assertThat(Parsing.refusal("APPEND m CATENATE (URL /" + "x".repeat(8192)))
        .startsWith("NO [LIMIT] A URL may have 8192 octets");
  }
}
