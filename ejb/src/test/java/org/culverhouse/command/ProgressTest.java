package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapSession.Presence;
import org.culverhouse.api.command.SearchKey;
import org.junit.jupiter.api.Test;

/** RFC 9585. */
class ProgressTest {
  private final FakeSession session = new FakeSession();
  private final Transcript transcript = new Transcript();
  private long nanos = Long.MAX_VALUE - 5;

  private Progress progress(String tag) {
    return new Progress(tag, session, transcript, () -> nanos);
  }

  private List<String> after(double seconds, Progress progress, long done, long goal) {
    nanos += (long) (seconds * 1e9);
    progress.reached(done, goal);
    return transcript.take();
  }

  @Test
  void aClientHearsAfterFiveSecondsAndThenEveryTen() {
    var progress = progress("a1");
    assertThat(after(4.9, progress, 1, 100)).isEmpty();
    assertThat(after(0.2, progress, 2, 100))
        .containsExactly("* OK [INPROGRESS a1 2 OptionalLong[100]]");
    assertThat(after(9.8, progress, 3, 100)).isEmpty();
    assertThat(after(0.3, progress, 99, 100))
        .containsExactly("* OK [INPROGRESS a1 99 OptionalLong[100]]");
  }

  @Test
  void aGoalThatIsReachedOrNotKnownIsNotTold() {
    var progress = progress("a1");
    assertThat(after(6, progress, 7, 0))
        .containsExactly("* OK [INPROGRESS a1 7 OptionalLong.empty]");
    assertThat(after(11, progress, 100, 100))
        .containsExactly("* OK [INPROGRESS a1 100 OptionalLong.empty]");
  }

  @Test
  void aTagThatWouldEndTheCodeIsNotTold() {
    assertThat(after(6, progress("a]1"), 7, 0))
        .containsExactly("* OK [INPROGRESS NIL 7 OptionalLong.empty]");
  }

  @Test
  void theCommandOfAClientThatIsGoneEnds() {
    var progress = progress("a1");
    assertThat(after(0.2, progress, 1, 9)).isEmpty();
    session.presence = Presence.GONE;
    assertThatExceptionOfType(ConnectionGoneException.class)
        .isThrownBy(() -> after(0.2, progress, 2, 9));
  }

  /** It may have gone, or it may be a script that reads on. */
  @Test
  void aClientThatIsSilentIsWrittenToSoon() {
    session.presence = Presence.SILENT;
    var progress = progress("a1");
    assertThat(after(1, progress, 1, 9)).isEmpty();
    assertThat(after(1.1, progress, 2, 9)).hasSize(1);
    assertThat(after(0.5, progress, 3, 9)).isEmpty();
    assertThat(after(0.5, progress, 4, 9)).hasSize(1);
    assertThat(after(2, progress, 5, 9)).isEmpty();
    assertThat(after(9, progress, 6, 9)).hasSize(1);
  }

  /** S46: what nobody waits for is not searched to its end. */
  @Test
  void aSearchThatNobodyWaitsForEnds() {
    var world = new World(Backend.MEMORY);
    var client = world.login();
    world.deliver(50);
    client.select("INBOX");
    client.session.presence = Presence.GONE;
    var asked = new AtomicInteger();
    world.clock = () -> 200_000_000L * asked.getAndIncrement();
    assertThatExceptionOfType(ConnectionGoneException.class)
        .isThrownBy(() -> client.search(new SearchKey.Body("engine")));
    assertThat(asked).hasValueLessThan(5);
  }

  @Test
  void aSlowSearchTellsHowFarItIs() {
    var world = new World(Backend.MEMORY);
    var client = world.login();
    world.deliver(3);
    client.select("INBOX");
    var time = new AtomicInteger();
    world.clock = () -> Duration.ofSeconds(11).toNanos() * time.getAndIncrement();
    assertThat(client.search(new SearchKey.Body("notes")))
        .containsExactly(
            "* OK [INPROGRESS a 0 OptionalLong[3]]",
            "* OK [INPROGRESS a 1 OptionalLong[3]]",
            "* OK [INPROGRESS a 2 OptionalLong[3]]",
            "* SEARCH 1:3",
            "a OK");
  }

  /** The goal is the same for all that is looked for, and not passed. */
  @Test
  void aSearchForSeveralTextsTellsOneGoal() {
    var world = new World(Backend.MEMORY);
    var client = world.login();
    world.deliver(2);
    world.deliver("INBOX", "Subject: other\r\n\r\nsomething else\r\n");
    world.deliver(1);
    client.select("INBOX");
    var time = new AtomicInteger();
    world.clock = () -> Duration.ofSeconds(11).toNanos() * time.getAndIncrement();
    var either = new SearchKey.Or(new SearchKey.Body("notes"), new SearchKey.Body("else"));
    assertThat(client.search(either))
        .containsExactly(
            "* OK [INPROGRESS a 0 OptionalLong[4]]",
            "* OK [INPROGRESS a 0 OptionalLong[4]]",
            "* OK [INPROGRESS a 1 OptionalLong[4]]",
            "* OK [INPROGRESS a 1 OptionalLong[4]]",
            "* OK [INPROGRESS a 3 OptionalLong[4]]",
            "* SEARCH 1:4",
            "a OK");
    var neither = new SearchKey.And(List.of(new SearchKey.Not(either), new SearchKey.Text("x")));
    assertThat(client.search(neither))
        .filteredOn(line -> line.contains("INPROGRESS"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).matches(".* a [0-3] OptionalLong\\[4]]"))
        .isSorted();
  }

  @Test
  void aSlowAppendTellsHowManyMessagesAreDone() {
    var world = new World(Backend.MEMORY);
    var client = world.login();
    var time = new AtomicInteger();
    world.clock = () -> Duration.ofSeconds(11).toNanos() * time.getAndIncrement();
    assertThat(client.append("INBOX", "1", "2"))
        .startsWith("* OK [INPROGRESS a 0 OptionalLong[2]]")
        .contains("* OK [INPROGRESS a 1 OptionalLong[2]]")
        .endsWith("a OK [APPENDUID V 1:2]");
  }
}
