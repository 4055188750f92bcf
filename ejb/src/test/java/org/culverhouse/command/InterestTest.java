package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.culverhouse.api.command.Notify.Event;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.command.Interest.Expunges;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5465 section 6: which groups name a mailbox, and what follows when several do. */
class InterestTest {
  /** The user has subscribed to {@code sub} and {@code far/away}. */
  private static final MailboxTree TREE =
      new MailboxTree(
          new TreeMap<>(),
          Arrays.stream(new String[] {"sub", "far/away"})
              .map(MailboxName::new)
              .collect(Collectors.toCollection(TreeSet::new)));

  private static Interest interest(String groups) {
    return Interest.of(Wishes.set(Wishes.parse(groups)));
  }

  private static MailboxName name(String name) {
    return new MailboxName(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          personal C                              | INBOX    | C
          personal C                              | a/b/c    | C
          inboxes F                               | a        | F
          subscribed C                            | sub      | C
          subscribed C                            | sub/x    | -
          subscribed C                            | a        | -
          mailboxes a b C                         | b        | C
          mailboxes a b C                         | b/c      | -
          mailboxes INBOX C                       | INBOX    | C
          mailboxes * C                           | a        | -
          subtree a C                             | a        | C
          subtree a C                             | a/b      | C
          subtree a C                             | a/b/c    | C
          subtree a C                             | ab       | -
          subtree a/b x C                         | a        | -
          subtree a/b x C                         | x/y      | C
          mailboxes a C; personal S               | a        | CS
          mailboxes a C; personal S               | b        | S
          mailboxes a C; mailboxes a N            | a        | CN
          personal C; mailboxes a F               | a        | F
          mailboxes a -; personal F               | a        | -
          personal F; mailboxes a -               | a        | -
          mailboxes a -; personal F               | b        | F
          personal -; mailboxes a F               | a        | -
          subscribed -; personal C                | sub      | -
          subscribed -; personal C                | a        | C
          subtree a -; mailboxes a/b C            | a/b      | -
          selected F                              | a        | -
          selected -; personal C                  | a        | C
          delayed F; mailboxes b N                | b        | N
          """)
  void groups(String groups, String mailbox, String events) {
    assertThat(interest(groups).of(name(mailbox), TREE)).isEqualTo(Set.of(Wishes.events(events)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          selected F             | EVERYTHING | AT_ONCE | true
          selected C             | MESSAGES   | AT_ONCE | true
          selected -             | NOTHING    | AT_ONCE | false
          selected -; personal N | NOTHING    | AT_ONCE | true
          delayed F              | EVERYTHING | DELAYED | true
          delayed C; personal F  | MESSAGES   | DELAYED | true
          delayed -              | NOTHING    | DELAYED | false
          personal F             | NOTHING    | DELAYED | true
          personal -             | NOTHING    | DELAYED | false
          """)
  void theSelectedMailbox(String groups, Wanted wanted, Expunges expunges, boolean listens) {
    var interest = interest(groups);
    assertThat(interest.wanted()).isEqualTo(wanted);
    assertThat(interest.expunges()).isEqualTo(expunges);
    assertThat(interest.isBetweenCommands()).isEqualTo(listens);
  }

  /** RFC 5465 section 3.1: until the first NOTIFY, and after NOTIFY NONE. */
  @Test
  void withoutGroups() {
    assertThat(Interest.DEFAULT.wanted()).isEqualTo(Wanted.EVERYTHING);
    assertThat(Interest.NONE.wanted()).isEqualTo(Wanted.NOTHING);
    assertThat(Interest.NONE.isBetweenCommands()).isFalse();
    assertThat(Interest.NONE.of(MailboxName.INBOX, TREE)).isEmpty();
  }

  /** Somebody who hears of subscribed mailboxes wants to hear when one is none any more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          subscribed S    | gone | true
          subscribed C    | gone | false
          personal S      | gone | true
          mailboxes a S   | gone | false
          subscribed -; personal S | gone | false
          """)
  void subscriptions(String groups, String mailbox, boolean hears) {
    assertThat(interest(groups).hearsOfSubscription(name(mailbox))).isEqualTo(hears);
  }

  /** RFC 5465 section 5.4: only the name itself has an event, its children have none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          personal N        | a   | b      | true
          personal C        | a   | b      | false
          mailboxes a N     | a   | b      | true
          mailboxes b N     | a   | b      | true
          mailboxes c N     | a   | b      | false
          subtree x N       | a   | x/a    | true
          subtree x N       | x/a | a      | true
          subtree a/b N     | a   | c      | true
          mailboxes c/b N   | a   | c      | true
          mailboxes ab/c N  | a   | c      | false
          subtree a/b C     | a   | c      | false
          subscribed N      | far | near   | true
          subscribed N      | a   | far    | true
          subscribed N      | sub | x      | true
          subscribed N      | a   | b      | false
          """)
  void renaming(String groups, String from, String to, boolean hears) {
    assertThat(interest(groups).hearsOfRename(name(from), name(to), TREE)).isEqualTo(hears);
  }

  @Test
  void everyEventOfAGroupCounts() {
    assertThat(interest("personal FNS").of(name("a"), TREE))
        .containsExactlyInAnyOrder(
            Event.MESSAGE_NEW,
            Event.MESSAGE_EXPUNGE,
            Event.FLAG_CHANGE,
            Event.MAILBOX_NAME,
            Event.SUBSCRIPTION_CHANGE);
  }
}
