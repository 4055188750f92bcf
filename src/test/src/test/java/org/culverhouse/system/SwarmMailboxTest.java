package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge of the fifty clients is itself right. */
class SwarmMailboxTest {
  private final SwarmMailbox mailbox = new SwarmMailbox("Shared", new SwarmLedger());

  private void takes(String... answers) {
    mailbox.expect(true);
    for (var answer : answers) {
      mailbox.take(answer);
    }
  }

  @Test
  void whatVanishesUnseenStandsWhereItsUidWouldStand() {
    takes("* 3 EXISTS", "* 2 FETCH (UID 182 FLAGS ())", "* VANISHED 183");
    takes("* 1 FETCH (UID 181 FLAGS ())", "* 2 FETCH (UID 182 FLAGS ())");
    assertThat(mailbox.differences()).isEmpty();
    assertThat(mailbox.uids()).containsExactly(181L, 182L);
  }

  @Test
  void whatWasNeverThereCannotVanish() {
    takes("* 2 EXISTS", "* 1 FETCH (UID 5 FLAGS ())", "* 2 FETCH (UID 6 FLAGS ())");
    takes("* VANISHED 7");
    assertThat(mailbox.differences()).hasSize(1);
  }
}
