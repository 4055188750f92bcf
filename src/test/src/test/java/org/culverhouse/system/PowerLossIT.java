package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes while four clients append, copy, move, flag and expunge; what had been
 * acknowledged is there afterwards. That this test could see a loss is shown by a server that does
 * not sync.
 */
class PowerLossIT {
  private static final String[] SYNCED = {"--set", "imap.login.plaintext=loopback"};
  private static final String[] NEVER_SYNCED = {
    "--set", "imap.login.plaintext=loopback", "--set", "store.durability=never"
  };

  @ParameterizedTest
  @EnumSource
  void whatWasAcknowledgedSurvivesThePowerCut(LoopDisk.Kind kind) throws Exception {
    int rounds = Integer.getInteger("culver.power.rounds", 3);
    long seed = Long.getLong("culver.kill.seed", System.nanoTime());
    System.out.println(kind + ": " + rounds + " power cuts, -Dculver.kill.seed=" + seed);
    var oracle = new CrashOracle(new Random(seed), SYNCED);
    try (var disk = LoopDisk.make(kind)) {
      var broken = oracle.run(disk.data(), rounds, disk::cutPower);

      System.out.println(
          kind + ": " + oracle.size() + " acknowledged messages, " + oracle.selectTimes());
      assertThat(broken).as("seed %d", seed).isEmpty();
      assertThat(oracle.selectsAtOnce()).as(oracle.selectTimes()).isTrue();
      assertThat(oracle.size()).isGreaterThan(rounds);
    }
  }

  @Test
  void aServerThatDoesNotSyncIsCaught() throws Exception {
    var oracle = new CrashOracle(new Random(7), NEVER_SYNCED);
    try (var disk = LoopDisk.make(LoopDisk.Kind.EXT4)) {
      var broken = oracle.run(disk.data(), 5, disk::cutPower);

      assertThat(broken).anyMatch(promise -> promise.endsWith("is lost"));
    }
  }
}
