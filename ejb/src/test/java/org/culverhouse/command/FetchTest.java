package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class FetchTest {
  private static final String MULTIPART =
      String.join(
          "\r\n",
          "From: Ada <ada@example.org>",
          "Subject: Two parts",
          "MIME-Version: 1.0",
          "Content-Type: multipart/mixed; boundary=b",
          "",
          "--b",
          "Content-Type: text/plain",
          "",
          "one",
          "--b",
          "Content-Type: text/html",
          "",
          "<p>two",
          "--b--",
          "");

  @RegisterExtension final World world;
  private final Backend backend;
  private final Client client;

  FetchTest(Backend backend) {
    this.backend = backend;
    world = new World(backend);
    client = world.login();
  }

  private static FetchAttribute peek(SectionName section) {
    return new FetchAttribute.Body(section, Optional.empty(), Seen.PEEK);
  }

  private static FetchAttribute peek(SectionName section, long offset, long length) {
    return new FetchAttribute.Body(section, Optional.of(new Partial(offset, length)), Seen.PEEK);
  }

  private static FetchAttribute.Body body(SectionName section) {
    return new FetchAttribute.Body(section, Optional.empty(), Seen.SET);
  }

  private static SectionName part(Text text, Integer... numbers) {
    return new SectionName(List.of(numbers), text, List.of());
  }

  @BeforeEach
  void select() {
    world.deliver("INBOX", World.MESSAGE, MULTIPART);
    client.select("INBOX");
  }

  private String one(FetchAttribute attribute) {
    var answer = client.fetch(2, 2, attribute);
    assertThat(answer).hasSize(2).endsWith("a OK");
    return answer.getFirst().substring("* 2 FETCH (".length(), answer.getFirst().length() - 1);
  }

  @Test
  void simpleItemsComeInTheOrderAsked() {
    assertThat(client.fetch(1, 1, Item.RFC822_SIZE, Item.UID, Item.FLAGS, Item.INTERNALDATE))
        .containsExactly(
            "* 1 FETCH (RFC822.SIZE "
                + World.MESSAGE.length()
                + " UID 1 FLAGS ()\\Recent INTERNALDATE "
                + World.NOW
                + ")",
            "a OK");
  }

  @Test
  void uidFetchAlwaysTellsTheUid() {
    world.expunge(1);
    client.noop();
    assertThat(client.uidFetch(2, 2, Item.FLAGS))
        .containsExactly("* 1 FETCH (UID 2 FLAGS ()\\Recent)", "a OK");
    assertThat(client.uidFetch(2, 2, Item.UID)).containsExactly("* 1 FETCH (UID 2)", "a OK");
  }

  @Test
  void starIsTheLastMessage() {
    world.deliver(1);
    world.expunge(3);
    client.noop();
    assertThat(client.uidFetch(SequenceSet.STAR, SequenceSet.STAR, Item.UID))
        .containsExactly("* 2 FETCH (UID 2)", "a OK");
    assertThat(client.uidFetch(1000, SequenceSet.STAR, Item.UID))
        .containsExactly("* 2 FETCH (UID 2)", "a OK");
  }

  @Test
  void inAnEmptyMailboxStarMeansNothing() {
    client.select("Sent");
    assertThat(client.fetch(SequenceSet.STAR, SequenceSet.STAR, Item.FLAGS))
        .containsExactly("a OK");
    assertThat(client.uidFetch(1, SequenceSet.STAR, Item.FLAGS)).containsExactly("a OK");
  }

  @Test
  void aNumberThatNoMessageHasIsTheClientsMistake() {
    assertThat(client.fetch(1, 3, Item.FLAGS)).containsExactly("a BAD");
  }

  @Test
  void envelopeAndStructureComeFromTheScanner() {
    assertThat(one(Item.ENVELOPE)).startsWith("ENVELOPE (NIL \"Two parts\" ((\"Ada\" NIL ");
    assertThat(one(Item.BODY)).startsWith("BODY ((\"text\" \"plain\" ");
    assertThat(one(Item.BODYSTRUCTURE)).contains("(\"boundary\" \"b\")");
  }

  @Test
  void sectionsArePiecesOfTheMessage() {
    assertThat(one(peek(SectionName.MESSAGE)))
        .isEqualTo("BODY[] " + MULTIPART.replace("\r\n", "|"));
    assertThat(one(peek(part(Text.WHOLE, 1)))).isEqualTo("BODY[1] one");
    assertThat(one(peek(part(Text.MIME, 2)))).isEqualTo("BODY[2.MIME] Content-Type: text/html||");
    assertThat(one(peek(part(Text.HEADER))))
        .startsWith("BODY[HEADER] From: Ada")
        .endsWith("boundary=b||");
    assertThat(one(peek(part(Text.TEXT)))).startsWith("BODY[TEXT] --b|");
  }

  @Test
  void aPartThatDoesNotExistIsNil() {
    assertThat(one(peek(part(Text.WHOLE, 3)))).isEqualTo("BODY[3] NIL");
    assertThat(one(peek(part(Text.WHOLE, 1, 1)))).isEqualTo("BODY[1.1] NIL");
  }

  @Test
  void headerFieldsAreNamedAsTheClientNamedThem() {
    var some = new SectionName(List.of(), Text.HEADER_FIELDS, List.of("SUBJECT", "X-None"));
    assertThat(one(peek(some)))
        .isEqualTo("BODY[HEADER_FIELDS [SUBJECT, X-None]] Subject: Two parts||");
    var others = new SectionName(List.of(), Text.HEADER_FIELDS_NOT, List.of("Content-type"));
    assertThat(one(peek(others)))
        .isEqualTo(
            "BODY[HEADER_FIELDS_NOT [Content-type]]"
                + " From: Ada <ada@example.org>|Subject: Two parts|MIME-Version: 1.0||");
  }

  @Test
  void fieldsOfAHeaderThatIsTooLongEndAsAHeaderDoes() {
    var endless = "Subject: short\r\nX-Long: " + "x".repeat(5 << 20) + "\r\nX-Last: 1\r\n\r\nbody";
    world.deliver("INBOX", endless);
    client.noop();
    var others = new SectionName(List.of(), Text.HEADER_FIELDS_NOT, List.of("Subject"));
    var answer = client.fetch(3, 3, peek(others)).getFirst();
    assertThat(answer).startsWith("* 3 FETCH (BODY[HEADER_FIELDS_NOT [Subject]] X-Long: xxx");
    assertThat(answer).endsWith("xxx||)").doesNotContain("X-Last");
  }

  @Test
  void partialsAreCutOutOfTheSection() {
    assertThat(one(peek(SectionName.MESSAGE, 0, 4))).isEqualTo("BODY[]<0> From");
    assertThat(one(peek(part(Text.WHOLE, 1), 1, 99))).isEqualTo("BODY[1]<1> ne");
    assertThat(one(peek(part(Text.WHOLE, 1), 7, 9))).isEqualTo("BODY[1]<7> ");
    var subject = new SectionName(List.of(), Text.HEADER_FIELDS, List.of("subject"));
    assertThat(one(peek(subject, 9, 3))).isEqualTo("BODY[HEADER_FIELDS [subject]]<9> Two");
  }

  @Test
  void theOldNamesMeanTheSame() {
    assertThat(one(Item.RFC822_HEADER)).startsWith("RFC822_HEADER From: Ada");
    client.examine("INBOX");
    assertThat(one(Item.RFC822)).isEqualTo("RFC822 " + MULTIPART.replace("\r\n", "|"));
    assertThat(one(Item.RFC822_TEXT)).startsWith("RFC822_TEXT --b|");
  }

  @Test
  void readingABodyMarksItSeenAndTellsSo() {
    assertThat(client.fetch(1, 1, body(part(Text.WHOLE, 1))))
        .containsExactly("* 1 FETCH (BODY[1] Notes on it| FLAGS (\\Seen)\\Recent)", "a OK");
    assertThat(client.fetch(1, 1, body(part(Text.WHOLE, 1))))
        .containsExactly("* 1 FETCH (BODY[1] Notes on it|)", "a OK");
    assertThat(client.noop()).containsExactly("a OK");
  }

  @Test
  void flagsThatAreAskedWithTheBodyAreThoseAfterIt() {
    assertThat(client.fetch(1, 1, Item.FLAGS, body(part(Text.WHOLE, 1))))
        .containsExactly("* 1 FETCH (FLAGS (\\Seen)\\Recent BODY[1] Notes on it|)", "a OK");
  }

  @Test
  void peekingMarksNothing() {
    client.fetch(1, 2, peek(SectionName.MESSAGE), Item.RFC822_HEADER);
    assertThat(client.fetch(1, 2, Item.FLAGS))
        .containsExactly("* 1 FETCH (FLAGS ()\\Recent)", "* 2 FETCH (FLAGS ()\\Recent)", "a OK");
  }

  @Test
  void afterExamineReadingMarksNothing() {
    client.examine("INBOX");
    client.fetch(1, 1, body(SectionName.MESSAGE));
    assertThat(client.fetch(1, 1, Item.FLAGS)).containsExactly("* 1 FETCH (FLAGS ())", "a OK");
  }

  @Test
  void manyMessagesAreMarkedInGroups() {
    world.deliver(200);
    client.noop();
    var answer = client.fetch(1, SequenceSet.STAR, Item.RFC822_TEXT);
    assertThat(answer).hasSize(203);
    assertThat(answer.subList(0, 202)).allMatch(line -> line.contains("FLAGS (\\Seen)"));
  }

  @Test
  void flagsChangedByOthersAreNotToldTwice() {
    var other = world.login();
    other.select("INBOX");
    other.store(1, 1, Mode.ADD, SystemFlag.FLAGGED);
    assertThat(client.fetch(1, 1, Item.FLAGS))
        .containsExactly("* 1 FETCH (FLAGS (\\Flagged)\\Recent)", "a OK");
    assertThat(client.noop()).containsExactly("a OK");
  }

  @Test
  void theFlagsOfAnExpungedMessageAreKnownUntilItsEndIsTold() {
    world.expunge(1);
    assertThat(client.fetch(1, 2, Item.UID, Item.FLAGS))
        .containsExactly(
            "* 1 FETCH (UID 1 FLAGS ()\\Recent)", "* 2 FETCH (UID 2 FLAGS ()\\Recent)", "a OK");
    assertThat(client.noop()).contains("* 1 EXPUNGE");
  }

  /** A store may keep the octets for a while, or not. */
  @Test
  void ofAnExpungedMessageWithoutItsBodyOnlyTheOthersAreSent() {
    world.expunge(1);
    var answer = client.fetch(1, 2, Item.UID, peek(part(Text.WHOLE, 1)));
    switch (backend) {
      case MEMORY ->
          assertThat(answer)
              .containsExactly("* 2 FETCH (UID 2 BODY[1] one)", "a NO [EXPUNGEISSUED]");
      case DISK ->
          assertThat(answer)
              .containsExactly(
                  "* 1 FETCH (UID 1 BODY[1] Notes on it|)",
                  "* 2 FETCH (UID 2 BODY[1] one)",
                  "a OK");
    }
  }

  @Test
  void byUidAnExpungedMessageIsNoFailure() {
    world.expunge(1);
    assertThat(client.uidFetch(1, 2, Item.RFC822_HEADER))
        .anyMatch(line -> line.startsWith("* 2 FETCH (UID 2"))
        .contains("* 1 EXPUNGE")
        .endsWith("a OK");
  }
}
