package org.culverhouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.culverhouse.account.Account;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  private static final Account ADA =
      new Account(7, "ada@example.org", new StoreId(1), QuotaLimits.NONE, 3);
  private static final Account BOB =
      new Account(8, "bob@example.org", new StoreId(2), QuotaLimits.NONE, 1);

  private final ConnectionLimits limits = new ConnectionLimits();

  @Test
  void theRefusalNamesTheLimitAndWhoseItIs() {
    limits.admit(BOB);
    assertThatThrownBy(() -> limits.admit(BOB))
        .isInstanceOf(MailException.class)
        .hasMessage("bob@example.org has 1 connections open, and 1 are allowed to a user");
  }

  @Test
  void usersDoNotCountAgainstEachOther() {
    limits.admit(BOB);
    limits.admit(ADA);
    assertThat(limits.connections(7)).isEqualTo(1);
  }

  @Test
  void closingAnAdmissionTwiceGivesOnePlaceBack() {
    limits.admit(ADA);
    var second = limits.admit(ADA);
    second.close();
    second.close();
    assertThat(limits.connections(7)).isEqualTo(1);
  }

  @Test
  void aLowerLimitHoldsForTheNextConnection() {
    limits.admit(ADA);
    limits.admit(ADA);
    var lowered = new Account(7, "ada@example.org", new StoreId(1), QuotaLimits.NONE, 2);
    assertThatThrownBy(() -> limits.admit(lowered)).isInstanceOf(MailException.class);
  }

  @Test
  void ofManyWhoComeTogetherOnlySoManyGetIn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Future<ConnectionLimits.Admission>>();
      for (int i = 0; i < 100; i++) {
        tries.add(threads.submit(() -> limits.admit(ADA)));
      }
      long admitted = tries.stream().filter(ConnectionLimitsTest::succeeds).count();
      assertThat(admitted).isEqualTo(3);
    }
    assertThat(limits.connections(7)).isEqualTo(3);
  }

  private static boolean succeeds(Future<?> attempt) {
    try {
      attempt.get();
      return true;
    } catch (Exception e) {
      return false;
    }
  }
}
