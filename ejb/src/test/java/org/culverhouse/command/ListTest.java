package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.command.ListMailboxes;
import org.culverhouse.api.command.ListMailboxes.Form;
import org.culverhouse.api.command.ListMailboxes.Return;
import org.culverhouse.api.command.ListMailboxes.Selection;
import org.culverhouse.api.command.Lsub;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.command.Subscribe;
import org.culverhouse.api.command.Unsubscribe;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class ListTest {
  @RegisterExtension final World world;
  private final Client client;

  ListTest(Backend backend) {
    world = new World(backend);
    client = world.login();
  }

  private List<String> list(String reference, String pattern) {
    return client.run(
        new ListMailboxes(
            "a", Form.BASIC, reference, List.of(pattern), Set.of(), Set.of(), List.of()));
  }

  private List<String> extended(
      Set<Selection> selection, Set<Return> returns, List<StatusItem> status, String... patterns) {
    return client.run(
        new ListMailboxes("a", Form.EXTENDED, "", List.of(patterns), selection, returns, status));
  }

  private void subscribe(String name) {
    client.run(new Subscribe("a", new MailboxName(name)));
  }

  private void unsubscribeAll() {
    world.store().tree().subscriptions().forEach(name -> client.run(new Unsubscribe("a", name)));
  }

  @Test
  void listTellsMailboxesWithTheirUse() {
    assertThat(list("", "*"))
        .containsExactly(
            "* LIST (\\HasNoChildren \\Drafts) Drafts",
            "* LIST (\\HasNoChildren) INBOX",
            "* LIST (\\HasNoChildren \\Junk) Junk",
            "* LIST (\\HasNoChildren \\Sent) Sent",
            "* LIST (\\HasNoChildren \\Trash) Trash",
            "a OK");
  }

  @Test
  void anEmptyPatternAsksForTheSeparator() {
    assertThat(list("", "")).containsExactly("* LIST (\\Noselect) \"/\" \"\"", "a OK");
  }

  @Test
  void aParentThatDoesNotExistCannotBeSelected() {
    client.create("a/b/c");
    assertThat(list("", "a*"))
        .containsExactly(
            "* LIST (\\Noselect \\HasChildren) a",
            "* LIST (\\Noselect \\HasChildren) a/b",
            "* LIST (\\HasNoChildren) a/b/c",
            "a OK");
    assertThat(list("", "a%")).containsExactly("* LIST (\\Noselect \\HasChildren) a", "a OK");
  }

  @Test
  void theReferenceStandsInFrontOfThePattern() {
    client.create("a/b");
    assertThat(list("a/", "%")).containsExactly("* LIST (\\HasNoChildren) a/b", "a OK");
  }

  @Test
  void extendedListTakesSeveralPatternsAndTellsEachMailboxOnce() {
    assertThat(extended(Set.of(), Set.of(), List.of(), "S%", "*t", "Junk"))
        .containsExactly(
            "* LIST (\\HasNoChildren \\Junk) Junk", "* LIST (\\HasNoChildren \\Sent) Sent", "a OK");
  }

  @Test
  void subscriptionsMayNameMailboxesThatDoNotExist() {
    unsubscribeAll();
    subscribe("Sent");
    subscribe("Lost");
    assertThat(extended(Set.of(Selection.SUBSCRIBED), Set.of(), List.of(), "*"))
        .containsExactly(
            "* LIST (\\NonExistent \\HasNoChildren \\Subscribed) Lost",
            "* LIST (\\HasNoChildren \\Subscribed \\Sent) Sent",
            "a OK");
  }

  @Test
  void returnSubscribedMarksSubscriptionsAmongAllMailboxes() {
    unsubscribeAll();
    subscribe("Sent");
    assertThat(extended(Set.of(), Set.of(Return.SUBSCRIBED), List.of(), "S*", "T*"))
        .containsExactly(
            "* LIST (\\HasNoChildren \\Subscribed \\Sent) Sent",
            "* LIST (\\HasNoChildren \\Trash) Trash",
            "a OK");
  }

  @Test
  void recursivematchNamesParentsOfSubscriptions() {
    unsubscribeAll();
    client.create("work/a");
    subscribe("work/a");
    assertThat(
            extended(
                Set.of(Selection.SUBSCRIBED, Selection.RECURSIVEMATCH), Set.of(), List.of(), "%"))
        .containsExactly("* LIST (\\NonExistent \\HasChildren) work CHILDINFO SUBSCRIBED", "a OK");
  }

  @Test
  void specialUseSelectsByUse() {
    client.create("Plain");
    assertThat(extended(Set.of(Selection.SPECIAL_USE), Set.of(), List.of(), "*"))
        .hasSize(5)
        .noneMatch(line -> line.contains("Plain") || line.contains("INBOX"));
  }

  @Test
  void statusFollowsEachMailboxThatCanBeSelected() {
    client.create("work/a");
    assertThat(extended(Set.of(), Set.of(), List.of(StatusItem.MESSAGES), "work*"))
        .containsExactly(
            "* LIST (\\NonExistent \\HasChildren) work",
            "* LIST (\\HasNoChildren) work/a",
            "* STATUS work/a (MESSAGES 0)",
            "a OK");
  }

  @Test
  void lsubTellsSubscriptions() {
    unsubscribeAll();
    subscribe("Sent");
    subscribe("work/a");
    assertThat(client.run(new Lsub("a", "", "*")))
        .containsExactly("* LSUB () Sent", "* LSUB () work/a", "a OK");
  }

  @Test
  void lsubWithPercentTellsTheParentsOfWhatItCutsOff() {
    unsubscribeAll();
    subscribe("work/a");
    assertThat(client.run(new Lsub("a", "", "%")))
        .containsExactly("* LSUB (\\Noselect) work", "a OK");
  }

  @Test
  void createRefusesWhatExistsInAnyCaseOfInbox() {
    assertThat(client.create("Sent")).containsExactly("a NO [ALREADYEXISTS]");
    assertThat(client.create("inbox")).containsExactly("a NO [ALREADYEXISTS]");
  }

  @Test
  void createKeepsTheUse() {
    client.run(new Create("a", new MailboxName("Old"), Set.of(SpecialUse.ARCHIVE)));
    assertThat(list("", "Old")).containsExactly("* LIST (\\HasNoChildren \\Archive) Old", "a OK");
  }

  @Test
  void createRefusesUsesThatWouldBeViews() {
    assertThat(client.run(new Create("a", new MailboxName("All"), Set.of(SpecialUse.ALL))))
        .containsExactly("a NO [USEATTR]");
    assertThat(list("", "All")).containsExactly("a OK");
  }

  @Test
  void deleteKeepsTheChildren() {
    client.create("work");
    client.create("work/a");
    assertThat(client.delete("work")).containsExactly("a OK");
    assertThat(client.delete("work")).containsExactly("a NO [HASCHILDREN]");
    assertThat(client.delete("work/a")).containsExactly("a OK");
    assertThat(client.delete("work/a")).containsExactly("a NO [NONEXISTENT]");
  }

  @Test
  void inboxCannotBeDeleted() {
    assertThat(client.delete("INBOX")).containsExactly("a NO [CANNOT]");
  }

  @Test
  void whoDeletesTheSelectedMailboxLeavesIt() {
    client.create("work");
    client.select("work");
    assertThat(client.delete("work")).containsExactly("* OK [CLOSED]", "a OK");
  }

  @Test
  void renameTakesTheChildrenAlong() {
    client.create("work");
    client.create("work/a");
    assertThat(client.rename("work", "play")).containsExactly("a OK");
    assertThat(list("", "play*"))
        .containsExactly("* LIST (\\HasChildren) play", "* LIST (\\HasNoChildren) play/a", "a OK");
  }

  @Test
  void renameRefusesWhatExistsAndWhatDoesNot() {
    assertThat(client.rename("Sent", "Trash")).containsExactly("a NO [ALREADYEXISTS]");
    assertThat(client.rename("Nowhere", "There")).containsExactly("a NO [NONEXISTENT]");
  }

  @Test
  void renameOfInboxMovesItsMessages() {
    world.deliver(2);
    client.create("INBOX/sub");
    client.select("INBOX");
    assertThat(client.rename("INBOX", "old"))
        .containsExactly("* 2 EXPUNGE", "* 1 EXPUNGE", "* 0 RECENT", "a OK");
    assertThat(client.select("old")).contains("* 2 EXISTS");
    assertThat(list("", "INBOX*")).hasSize(3);
  }
}
