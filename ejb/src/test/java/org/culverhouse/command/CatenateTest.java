package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.AppendPart;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.command.MessageUrl;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.store.NativeStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 4469. */
@ParameterizedClass
@EnumSource(Backend.class)
class CatenateTest {
  private static final SectionName HEADER = new SectionName(List.of(), Text.HEADER, List.of());
  private static final SectionName TEXT = new SectionName(List.of(), Text.TEXT, List.of());

  @RegisterExtension final World world;

  CatenateTest(Backend backend) {
    world = new World(backend);
  }

  private static AppendPart text(String text) {
    return new AppendPart.Text(Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static AppendPart url(String mailbox, long uid, SectionName section, Partial... partial) {
    return new AppendPart.Url(
        "the url",
        new MessageUrl(
            new MailboxName(mailbox),
            Optional.empty(),
            new Uid(uid),
            section,
            List.of(partial).stream().findAny()));
  }

  private static AppendMessage message(AppendPart... parts) {
    return new AppendMessage(FlagSet.NONE, Optional.empty(), List.of(parts));
  }

  private static List<String> append(Client client, AppendMessage... messages) {
    return client.run(new Append("a", MailboxName.INBOX, List.of(messages)));
  }

  private String content(Client client, int number) {
    client.examine("INBOX");
    return client
        .fetch(
            number,
            number,
            new FetchAttribute.Body(SectionName.MESSAGE, Optional.empty(), Seen.PEEK))
        .getFirst();
  }

  @Test
  void textsAndPartsOfMessagesMakeAMessage() {
    var client = world.login();
    world.deliver(1);
    assertThat(
            append(
                client,
                message(
                    text("X: 1\r\n"),
                    url("INBOX", 1, HEADER),
                    url("INBOX", 1, TEXT),
                    url("INBOX", 1, TEXT, new Partial(9, 100)),
                    url("INBOX", 1, SectionName.MESSAGE, new Partial(0, 4)))))
        .containsExactly("a OK [APPENDUID V 2]");
    assertThat(content(client, 2))
        .isEqualTo(
            "* 2 FETCH (BODY[] X: 1|From: Ada <ada@example.org>|Subject: Engine||Notes on it|it|From)");
  }

  @Test
  void theMessageThatIsReadStaysUnseen() {
    var client = world.login();
    world.deliver(1);
    append(client, message(url("INBOX", 1, SectionName.MESSAGE)));
    client.examine("INBOX");
    assertThat(client.fetch(1, 1, Item.FLAGS))
        .containsExactly("* 1 FETCH (FLAGS ()\\Recent)", "a OK");
  }

  @Test
  void aUrlThatLeadsNowhereIsTold() {
    var client = world.login();
    world.deliver(1);
    for (var nowhere :
        List.of(
            url("INBOX", 2, SectionName.MESSAGE),
            url("Nowhere", 1, SectionName.MESSAGE),
            url("INBOX", 1, new SectionName(List.of(7), Text.WHOLE, List.of())),
            new AppendPart.Url(
                "the url",
                new MessageUrl(
                    MailboxName.INBOX,
                    Optional.of(new UidValidity(1)),
                    new Uid(1),
                    SectionName.MESSAGE,
                    Optional.empty())))) {
      assertThat(append(client, message(text("x"), nowhere)))
          .containsExactly("a NO [BADURL the url]");
    }
    assertThat(client.examine("INBOX")).contains("* 1 EXISTS");
  }

  @Test
  void aMissingTargetIsToldBeforeABadUrl() {
    assertThat(
            world
                .login()
                .run(
                    new Append(
                        "a",
                        new MailboxName("Nowhere"),
                        List.of(message(url("INBOX", 9, SectionName.MESSAGE))))))
        .containsExactly("a NO [TRYCREATE]");
  }

  /** C-42. */
  @Test
  void theThirdOfFiveLeadsNowhereAndNothingIsStored() {
    var client = world.login();
    world.deliver("INBOX", "x".repeat(100_000));
    var good = message(text("x"), url("INBOX", 1, SectionName.MESSAGE));
    var bad = message(text("x"), url("INBOX", 2, SectionName.MESSAGE));
    assertThat(append(client, good, good, bad, good, good))
        .containsExactly("a NO [BADURL the url]");
    assertThat(client.examine("INBOX")).contains("* 1 EXISTS");
    assertNothingIsOpen();
  }

  /** C-42: what all of them have together is known before the first is stored. */
  @Test
  void overTheQuotaNothingIsStored() {
    world.quota = new QuotaLimits(350_000, 100);
    var client = world.login();
    world.deliver("INBOX", "x".repeat(100_000));
    var copy = message(url("INBOX", 1, SectionName.MESSAGE));
    assertThat(append(client, copy, copy, copy)).containsExactly("a NO [OVERQUOTA]");
    assertThat(client.examine("INBOX")).contains("* 1 EXISTS");
    assertNothingIsOpen();
  }

  @Test
  void allPartsTogetherHaveTheBoundOfAMessage() {
    var client = world.login();
    world.deliver("INBOX", "x".repeat(600_000));
    var half = url("INBOX", 1, SectionName.MESSAGE);
    assertThat(append(client, message(half, half))).containsExactly("a NO [TOOBIG]");
    assertThat(append(client, message(half), message(half)))
        .containsExactly("a OK [APPENDUID V 2:3]");
    assertNothingIsOpen();
  }

  @Test
  void allPartsTogetherMayNotBeEmpty() {
    world.deliver(1);
    var nothing = url("INBOX", 1, TEXT, new Partial(9999, 5));
    assertThat(append(world.login(), message(text(""), nothing))).containsExactly("a NO [CANNOT]");
  }

  private void assertNothingIsOpen() {
    if (world.stores instanceof NativeStores stores) {
      assertThat(stores.leases()).isZero();
    }
  }
}
