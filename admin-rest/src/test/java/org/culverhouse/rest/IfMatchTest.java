package org.culverhouse.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.culverhouse.admin.AdminException;
import org.culverhouse.admin.Expected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
  private static final Version THIRD = new Version(Instant.parse("2026-11-23T10:00:00Z"), 3);

  @Test
  void withoutTheHeaderThereIsNoChange() {
    var refusal = catchThrowableOfType(Refusal.class, () -> IfMatch.of(null));

    assertThat(refusal.problem().status()).isEqualTo(428);
  }

  @Test
  void aStarTakesEveryVersion() {
    assertThat(IfMatch.of(" * ").expected(() -> THIRD)).isEqualTo(Expected.ANY);
  }

  @Test
  void aTagTakesItsVersion() {
    assertThat(IfMatch.of(THIRD.tag()).expected(() -> THIRD)).isEqualTo(Expected.version(3));
  }

  @Test
  void oneOfSeveralTagsSuffices() {
    assertThatCode(() -> IfMatch.of("\"x\" ,, " + THIRD.tag() + ",\"\"").require(THIRD))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "W/\"mioqa8sg-3\"", "\"mioqa8sg-2\""})
  void anotherTagIsStale(String header) {
    var match = IfMatch.of(header);

    var refusal = catchThrowableOfType(Refusal.class, () -> match.require(THIRD));

    assertThat(refusal.problem().status()).isEqualTo(412);
  }

  @Test
  void aThingMadeAgainIsAnother() {
    var again = new Version(THIRD.created().plusMillis(1), 3);

    assertThat(again.tag()).isNotEqualTo(THIRD.tag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "\"a", "\"a\" \"b\"", "\"a\", *", "\"a\"x", "w/\"a\""})
  void aMalformedHeaderIsRefused(String header) {
    var refusal = catchThrowableOfType(Refusal.class, () -> IfMatch.of(header));

    assertThat(refusal.problem().status()).isEqualTo(400);
  }

  @Test
  void aMergeIntoAnyVersionIsTriedAgainWhenSomebodyElseWasFaster() {
    var outcomes = List.of(false, false, true).iterator();

    var merged = IfMatch.of("*").merging(() -> outcomes.next() ? "merged" : stale());

    assertThat(merged).isEqualTo("merged");
  }

  @Test
  void aMergeIntoAnyVersionIsNotTriedForEver() {
    assertThatThrownBy(() -> IfMatch.of("*").merging(IfMatchTest::stale))
        .isInstanceOf(AdminException.class);
  }

  @Test
  void aMergeIntoOneVersionIsNotTriedAgain() {
    var outcomes = List.of(false, true).iterator();
    var match = IfMatch.of(THIRD.tag());

    assertThatThrownBy(() -> match.merging(() -> outcomes.next() ? "merged" : stale()))
        .isInstanceOf(AdminException.class);
    assertThat(outcomes).hasNext();
  }

  private static String stale() {
    throw AdminException.stale("It has been changed meanwhile");
  }
}
