package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Notify.Base;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.command.Notify.Filter;
import org.culverhouse.api.command.Notify.Group;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SectionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyParserTest {
  private static final Set<Event> COUNTS = Set.of(Event.MESSAGE_NEW, Event.MESSAGE_EXPUNGE);

  private static Notify set(Base base, Group... groups) {
    return new Notify("a", base, List.of(groups), List.of());
  }

  private static Group group(Filter filter, Set<Event> events) {
    return new Group(filter, events, List.of());
  }

  private static Set<MailboxName> names(String... names) {
    return Set.of(names).stream()
        .map(MailboxName::new)
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void noneHasNoGroups() {
    assertThat(Parsing.authenticated("notify none")).isEqualTo(Notify.none("a"));
    assertThat(Parsing.selected("NOTIFY NONE")).isEqualTo(Notify.none("a"));
  }

  @Test
  void groupsStandInTheirOrder() {
    assertThat(
            Parsing.authenticated(
                "NOTIFY SET (Selected NONE) (mailboxes INBOX (messagenew MESSAGEEXPUNGE))"
                    + " (personal (SubscriptionChange MailboxName))"))
        .isEqualTo(
            set(
                Base.KNOWN,
                group(Filter.Selected.SELECTED, Set.of()),
                group(new Filter.Mailboxes(names("INBOX")), COUNTS),
                group(
                    Filter.Kind.PERSONAL, Set.of(Event.MAILBOX_NAME, Event.SUBSCRIPTION_CHANGE))));
  }

  @Test
  void statusMayBeAskedFor() {
    assertThat(Parsing.authenticated("NOTIFY SET STATUS (inboxes (MessageNew MessageExpunge))"))
        .isEqualTo(set(Base.STATUS, group(Filter.Kind.INBOXES, COUNTS)));
  }

  @Test
  void filtersWithNamesTakeOneOrSeveral() {
    assertThat(
            Parsing.authenticated(
                "NOTIFY SET (subtree \"a b\" (MailboxName)) (subtree (x inbox/y) NONE)"
                    + " (mailboxes (Entw&APw-rfe \"*\") (MailboxName)) (subscribed NONE)"))
        .isEqualTo(
            set(
                Base.KNOWN,
                group(new Filter.Subtree(names("a b")), Set.of(Event.MAILBOX_NAME)),
                group(new Filter.Subtree(names("x", "INBOX/y")), Set.of()),
                group(new Filter.Mailboxes(names("Entwürfe", "*")), Set.of(Event.MAILBOX_NAME)),
                group(Filter.Kind.SUBSCRIBED, Set.of())));
  }

  /** RFC 5465 section 3.1: who does not exist is ignored. */
  @Test
  void namesThatCannotBeArePassedOver() {
    assertThat(Parsing.authenticated("NOTIFY SET (mailboxes (a//b x \"\" .) (MailboxName))"))
        .isEqualTo(
            set(Base.KNOWN, group(new Filter.Mailboxes(names("x")), Set.of(Event.MAILBOX_NAME))));
  }

  @Test
  void newMessagesOfTheSelectedMailboxMayBeFetched() {
    var fields = new SectionName(List.of(), SectionName.Text.HEADER_FIELDS, List.of("From", "To"));
    assertThat(
            Parsing.selected(
                "NOTIFY SET (selected-delayed (MessageNew (uid flags uid body.peek[header.fields"
                    + " (From To)]) MessageExpunge FlagChange))"))
        .isEqualTo(
            set(
                Base.KNOWN,
                new Group(
                    Filter.Selected.SELECTED_DELAYED,
                    Set.of(Event.MESSAGE_NEW, Event.MESSAGE_EXPUNGE, Event.FLAG_CHANGE),
                    List.of(
                        Item.UID,
                        Item.FLAGS,
                        new FetchAttribute.Body(fields, Optional.empty(), Seen.PEEK)))));
  }

  /** The listener refuses them with NO, which is no mistake of the grammar. */
  @Test
  void eventsThatNobodyKnowsAreKept() {
    var command = (Notify) Parsing.authenticated("NOTIFY SET (personal (X-Good MailboxName Bad))");
    assertThat(command.unknown()).containsExactly("X-Good", "Bad");
    assertThat(command.groups().getFirst().events()).containsExactly(Event.MAILBOX_NAME);
    assertThat(
            ((Notify)
                    Parsing.authenticated(
                        "NOTIFY SET (personal (MailboxMetadataChange ServerMetadataChange))"))
                .events())
        .containsExactly(Event.MAILBOX_METADATA_CHANGE, Event.SERVER_METADATA_CHANGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(MessageNew)",
        "(MessageExpunge)",
        "(FlagChange)",
        "(MessageNew FlagChange)",
        "(MessageExpunge FlagChange)",
        "(AnnotationChange)",
        "(MailboxName MessageNew)"
      })
  void messagesComeAndGoTogether(String events) {
    assertThat(Parsing.refusal("NOTIFY SET (personal " + events + ")"))
        .startsWith("BAD MessageNew and MessageExpunge come together: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOTIFY | Expected a space
          NOTIFY SOME | Expected SET or NONE, found "SOME"
          NOTIFY SET | Expected a space
          NOTIFY SET STATUS | Expected a space
          NOTIFY SET NONE | Expected "("
          NOTIFY SET () | Expected a mailbox filter
          NOTIFY SET (others NONE) | Unknown mailbox filter "others"
          NOTIFY SET (personal) | Expected a space
          NOTIFY SET (personal ()) | Expected an event
          NOTIFY SET (personal MailboxName) | Expected "("
          NOTIFY SET (personal NONE | Expected ")"
          NOTIFY SET (subtree NONE) | Expected a space
          NOTIFY SET (mailboxes () NONE) | Expected a mailbox name
          NOTIFY SET (selected NONE) (selected-delayed NONE) | A second filter for the selected mailbox: "selected-delayed"
          NOTIFY SET (selected NONE) (selected NONE) | A second filter for the selected mailbox: "selected"
          NOTIFY SET (selected (MailboxName)) | No event of the selected mailbox: "MailboxName"
          NOTIFY SET (selected-delayed (SubscriptionChange)) | No event of the selected mailbox: "SubscriptionChange"
          NOTIFY SET (personal (MessageNew (uid) MessageExpunge)) | Only new messages of the selected mailbox are fetched: "MessageNew"
          NOTIFY SET (selected (MessageNew () MessageExpunge)) | Expected a fetch item
          NOTIFY SET (selected (MessageNew (bogus) MessageExpunge)) | Unknown fetch item "bogus"
          NOTIFY NONE x | Expected the end of the command
          NOTIFY SET (personal NONE)(inboxes NONE) | Expected the end of the command
          """)
  void mistakesAreNamed(String command, String answer) {
    assertThat(Parsing.refusal(command)).startsWith("BAD " + answer);
  }

  @Test
  void whatAConnectionHoldsOnToHasBounds() {
    assertThat(Parsing.refusal("NOTIFY SET" + " (personal NONE)".repeat(101)))
        .isEqualTo("NO [LIMIT] NOTIFY may have 100 groups of events");
    assertThat(Parsing.refusal("NOTIFY SET (mailboxes (x" + " y".repeat(1000) + ") NONE)"))
        .isEqualTo("NO [LIMIT] NOTIFY may have 1000 names of mailboxes");
    var sections = new StringBuilder("uid");
    for (int i = 0; i < 100; i++) {
      sections.append(" binary.size[").append(i + 1).append(']');
    }
    assertThat(
            Parsing.refusal("NOTIFY SET (selected (MessageNew (" + sections + ") MessageExpunge))"))
        .isEqualTo("NO [LIMIT] NOTIFY may have 100 fetch items");
    assertThat(Parsing.refusal("NOTIFY SET (mailboxes \"" + "x".repeat(65536) + "\" NONE)"))
        .isEqualTo("NO [LIMIT] NOTIFY may have 65536 octets");
  }
}
