package org.culverhouse.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxNameTest {
  @Test
  void inboxIsTheSameInAnyCase() {
    assertThat(new MailboxName("inBox")).isEqualTo(MailboxName.INBOX);
    assertThat(new MailboxName("inbox/Work")).isEqualTo(MailboxName.INBOX.child("Work"));
    assertThat(new MailboxName("inboxes").value()).isEqualTo("inboxes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a//b",
        "/a",
        "a/",
        "a/../b",
        ".",
        "a\u0000b",
        "a\nb",
        "a\u0085b",
        "a\ud800b"
      })
  void namesThatCouldHurtCannotBeBuilt(String name) {
    assertThatThrownBy(() -> new MailboxName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameHasABound() {
    assertThat(new MailboxName("x".repeat(MailboxName.MAX_BYTES)).value())
        .hasSize(MailboxName.MAX_BYTES);
    assertThatThrownBy(() -> new MailboxName("ä".repeat(MailboxName.MAX_BYTES / 2 + 1)))
        .hasMessageContaining("longer than");
    assertThatThrownBy(() -> new MailboxName("a/".repeat(MailboxName.MAX_LEVELS) + "a"))
        .hasMessageContaining("levels");
  }

  @Test
  void onlyAWholeLevelMakesAChild() {
    assertThat(new MailboxName("a/b").isBelow(new MailboxName("a"))).isTrue();
    assertThat(new MailboxName("ab").isBelow(new MailboxName("a"))).isFalse();
    assertThat(new MailboxName("a").isBelow(new MailboxName("a"))).isFalse();
  }

  @Test
  void aChildMovesWithItsParent() {
    var moved = new MailboxName("a/b/c").moved(new MailboxName("a"), new MailboxName("x/y"));
    assertThat(moved.value()).isEqualTo("x/y/b/c");
  }
}
