package org.culverhouse.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FlagSetTest {
  private static final Keyword WORK = new Keyword("$Work");

  @Test
  void systemFlagsComeFirst() {
    assertThat(FlagSet.of(WORK, SystemFlag.SEEN, SystemFlag.ANSWERED))
        .hasToString("(\\Answered \\Seen $Work)");
  }

  @Test
  void keywordsThatDifferInCaseAreOneAndTheFirstSpellingStays() {
    assertThat(FlagSet.of(WORK, new Keyword("$WORK")))
        .isEqualTo(FlagSet.of(WORK))
        .hasToString("($Work)");
    assertThat(FlagSet.of(WORK).without(FlagSet.of(new Keyword("$work")))).isEqualTo(FlagSet.NONE);
  }

  @Test
  void aKeywordIsAnAtomOfBoundedLength() {
    assertThatThrownBy(() -> new Keyword("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Keyword("\\Seen")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Keyword("k".repeat(256))).hasMessageContaining("256");
  }

  @Test
  void unitesAndSubtracts() {
    var seen = FlagSet.of(SystemFlag.SEEN, WORK);
    assertThat(seen.with(FlagSet.of(SystemFlag.DRAFT)).without(FlagSet.of(SystemFlag.SEEN)))
        .isEqualTo(FlagSet.of(SystemFlag.DRAFT, WORK));
  }
}
