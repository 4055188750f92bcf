package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The server is killed while four clients append, copy, move, flag and expunge; what it had
 * acknowledged is there afterwards, byte by byte, and no UID comes twice.
 */
class KillIT {
  @Test
  void whatWasAcknowledgedSurvivesKill() throws Exception {
    int rounds = Integer.getInteger("culver.kill.rounds", 20);
    long seed = Long.getLong("culver.kill.seed", System.nanoTime());
    System.out.println("kill -9: " + rounds + " rounds, -Dculver.kill.seed=" + seed);
    var oracle = new CrashOracle(new Random(seed), "--set", "imap.login.plaintext=loopback");

    var broken = oracle.run(Build.newFolder("kill"), rounds, CulverServer::kill);

    System.out.println(
        "kill -9: " + oracle.size() + " acknowledged messages, " + oracle.selectTimes());
    assertThat(broken).as("seed %d", seed).isEmpty();
    assertThat(oracle.selectsAtOnce()).as(oracle.selectTimes()).isTrue();
    assertThat(oracle.size()).isGreaterThan(rounds);
  }
}
