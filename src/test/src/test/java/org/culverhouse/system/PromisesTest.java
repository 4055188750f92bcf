package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge of the crash test, judged itself. */
class PromisesTest {
  private final Promises promises = new Promises();

  PromisesTest() {
    promises.add(new Promises.Promise("box", 1, "a"));
    promises.add(new Promises.Promise("box", 2, "b"));
  }

  @Test
  void moreMessagesThanPromisedAreNoHarm() {
    promises.check("box", 7, Map.of(1L, "a", 2L, "b", 3L, "not acknowledged"));

    assertThat(promises.broken()).isEmpty();
  }

  @Test
  void aLostMessageIsSeen() {
    promises.check("box", 7, Map.of(1L, "a"));

    assertThat(promises.broken()).containsExactly("UID 2 of box is lost");
  }

  @Test
  void anAlteredMessageIsSeen() {
    promises.check("box", 7, Map.of(1L, "a", 2L, "x"));

    assertThat(promises.broken()).containsExactly("UID 2 of box is altered");
  }

  @Test
  void aUidGivenTwiceIsSeen() {
    promises.add(new Promises.Promise("box", 2, "c"));

    assertThat(promises.broken()).containsExactly("UID 2 of box was given twice");
  }

  @Test
  void aUidThatWasSeenBeforeTheCrashMustNotComeAgain() {
    promises.check("box", 7, Map.of(1L, "a", 2L, "b", 3L, "not acknowledged"));
    promises.add(new Promises.Promise("box", 3, "d"));

    assertThat(promises.broken()).containsExactly("UID 3 of box was in use");
  }

  @Test
  void anExpungedMessageMustNotComeBack() {
    promises.gone("box", 1);
    promises.check("box", 7, Map.of(1L, "a", 2L, "b"));

    assertThat(promises.broken()).containsExactly("UID 1 of box is back");
  }

  @Test
  void whatWasBeingExpungedMayBeThereOrNotButNotBoth() {
    promises.doubt("box", 1);
    promises.check("box", 7, Map.of(2L, "b"));
    assertThat(promises.broken()).isEmpty();

    promises.check("box", 7, Map.of(1L, "a", 2L, "b"));
    assertThat(promises.broken()).containsExactly("UID 1 of box is back");
  }

  @Test
  void anotherUidValidityIsSeen() {
    promises.check("box", 7, Map.of(1L, "a", 2L, "b"));
    promises.check("box", 8, Map.of(1L, "a", 2L, "b"));

    assertThat(promises.broken()).hasSize(1);
  }
}
