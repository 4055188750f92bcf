package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.command.Capability;
import org.culverhouse.api.command.Copy;
import org.culverhouse.api.command.Expunge;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchModifiers;
import org.culverhouse.api.command.Move;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.Search.Return;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.UidExpunge;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.PartialRange;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9738: six messages, of which a command may deal with four. */
@ParameterizedClass
@EnumSource(Backend.class)
class MessageLimitTest {
  private static final SequenceSet ALL = SequenceSet.of(1, SequenceSet.STAR);
  private static final MailboxName SENT = new MailboxName("Sent");

  @RegisterExtension final World world;
  private final Client client;

  MessageLimitTest(Backend backend) {
    world = new World(backend);
    world.maxMessages = 4;
    client = world.login();
  }

  @BeforeEach
  void select() {
    world.deliver(6);
    client.select("INBOX");
  }

  private List<String> storeDeleted(Numbering numbering) {
    return client.run(
        new Store(
            "a",
            numbering,
            ALL,
            Store.Mode.ADD,
            Store.Echo.SILENT,
            FlagSet.of(SystemFlag.DELETED)));
  }

  @Test
  void theLimitIsToldToUsersIfThereIsOne() {
    assertThat(client.run(new Capability("a")).getFirst()).contains(" MESSAGELIMIT=4");
    world.maxMessages = 0;
    assertThat(world.login().run(new Capability("a")).getFirst()).doesNotContain("MESSAGELIMIT");
  }

  @Test
  void fetchTellsTheNewest() {
    assertThat(client.run(new Fetch("a", Numbering.UID, ALL, List.of(Item.UID))))
        .containsExactly(
            "* 3 FETCH (UID 3)",
            "* 4 FETCH (UID 4)",
            "* 5 FETCH (UID 5)",
            "* 6 FETCH (UID 6)",
            "a OK [MESSAGELIMIT 4 3]");
    assertThat(client.fetch(1, 4, Item.UID)).hasSize(5).endsWith("a OK");
  }

  @Test
  void aWindowThatIsTooLargeIsRefused() {
    assertThat(client.run(window(-1, -5))).containsExactly("a NO [MESSAGELIMIT 4]");
    assertThat(client.run(window(1, 4))).hasSize(5).endsWith("a OK");
  }

  private static Fetch window(long first, long last) {
    var modifiers =
        new FetchModifiers(Optional.empty(), false, Optional.of(new PartialRange(first, last)));
    return new Fetch("a", Numbering.UID, ALL, List.of(Item.UID), modifiers);
  }

  @Test
  void anExpungedMessageHasTheTaggedAnswerForItself() {
    world.expunge(5);
    assertThat(storeDeleted(Numbering.SEQUENCE))
        .contains("* NO [MESSAGELIMIT 4 3]")
        .endsWith("a NO [EXPUNGEISSUED]");
  }

  @Test
  void searchLooksAtTheNewestThatAreNamed() {
    assertThat(search(new SearchKey.All(), Set.of()))
        .containsExactly("* SEARCH 3:6", "a OK [MESSAGELIMIT 4 3]");
    assertThat(
            search(
                new SearchKey.And(
                    List.of(
                        new SearchKey.Uids(SequenceSet.of(1, 5)),
                        new SearchKey.Not(new SearchKey.HasFlag(SystemFlag.SEEN)))),
                Set.of()))
        .containsExactly("* SEARCH 2:5", "a OK [MESSAGELIMIT 4 2]");
    assertThat(search(new SearchKey.Uids(SequenceSet.of(1, 4)), Set.of()))
        .containsExactly("* SEARCH 1:4", "a OK");
  }

  @Test
  void whatIsSavedIsWhatWasFound() {
    assertThat(search(new SearchKey.All(), Set.of(Return.SAVE)))
        .containsExactly("a OK [MESSAGELIMIT 4 3]");
    assertThat(client.run(new Fetch("a", Numbering.UID, SequenceSet.SAVED, List.of(Item.UID))))
        .hasSize(5)
        .contains("* 3 FETCH (UID 3)");
  }

  private List<String> search(SearchKey key, Set<Return> returns) {
    var form = returns.isEmpty() ? Search.Form.BASIC : Search.Form.EXTENDED;
    return client.run(new Search("a", Numbering.UID, form, returns, key));
  }

  @Test
  void storeChangesTheNewest() {
    assertThat(storeDeleted(Numbering.SEQUENCE)).containsExactly("a OK [MESSAGELIMIT 4 3]");
    assertThat(client.search(new SearchKey.HasFlag(SystemFlag.DELETED))).contains("* SEARCH 3:6");
  }

  @Test
  void copyIsAllOrNothing() {
    assertThat(client.run(new Copy("a", Numbering.UID, ALL, SENT)))
        .containsExactly("a NO [MESSAGELIMIT 4 3]");
    assertThat(client.run(new Copy("a", Numbering.UID, SequenceSet.of(2, 5), SENT)))
        .containsExactly("a OK [COPYUID V 2:5 1:4]");
  }

  @Test
  void moveMovesTheNewest() {
    assertThat(client.run(new Move("a", Numbering.UID, ALL, SENT)))
        .startsWith("* OK [COPYUID V 3:6 1:4]")
        .endsWith("a OK [MESSAGELIMIT 4 3]");
    assertThat(client.run(new Move("a", Numbering.UID, ALL, SENT))).endsWith("a OK");
  }

  @Test
  void uidExpungeRemovesTheNewestAndExpungeAll() {
    world.maxMessages = 0;
    var other = world.login();
    other.select("INBOX");
    other.store(1, 6, Store.Mode.ADD, SystemFlag.DELETED);
    assertThat(client.run(new UidExpunge("a", ALL))).endsWith("a OK [MESSAGELIMIT 4 3]");
    world.deliver(6);
    other.noop();
    other.store(1, 8, Store.Mode.ADD, SystemFlag.DELETED);
    client.run(new Expunge("a"));
    assertThat(client.select("INBOX")).contains("* 0 EXISTS");
  }

  @Test
  void appendIsAllOrNothing() {
    assertThat(client.append("Sent", "1", "2", "3", "4", "5"))
        .containsExactly("a NO [MESSAGELIMIT 4]");
    assertThat(client.append("Sent", "1", "2", "3", "4")).endsWith("a OK [APPENDUID V 1:4]");
  }
}
