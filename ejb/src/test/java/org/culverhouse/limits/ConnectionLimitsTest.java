package org.culverhouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.culverhouse.account.Account;
import org.culverhouse.api.model.Network;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  private static final Account ADA =
      new Account(7, "ada@example.org", new StoreId(1), QuotaLimits.NONE, 3);
  private static final InetAddress HOME = address("192.0.2.1");
  private static final InetAddress ABROAD = address("198.51.100.1");
  private static final Account BOB =
      new Account(8, "bob@example.org", new StoreId(2), QuotaLimits.NONE, 1);

  private final ConnectionLimits limits =
      new ConnectionLimits(2, List.of(Network.parse("192.0.2.0/24")));

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theRefusalNamesTheLimitAndWhoseItIs() {
    limits.admit(BOB, HOME);
    assertThatThrownBy(() -> limits.admit(BOB, HOME))
        .isInstanceOf(MailException.class)
        .hasMessage("bob@example.org has 1 connections open, and 1 are allowed to a user");
  }

  @Test
  void usersDoNotCountAgainstEachOther() {
    limits.admit(BOB, HOME);
    limits.admit(ADA, HOME);
    assertThat(limits.connections(7)).isEqualTo(1);
  }

  @Test
  void closingAnAdmissionTwiceGivesOnePlaceBack() {
    limits.admit(ADA, HOME);
    var second = limits.admit(ADA, HOME);
    second.close();
    second.close();
    assertThat(limits.connections(7)).isEqualTo(1);
  }

  @Test
  void aLowerLimitHoldsForTheNextConnection() {
    limits.admit(ADA, HOME);
    limits.admit(ADA, HOME);
    var lowered = new Account(7, "ada@example.org", new StoreId(1), QuotaLimits.NONE, 2);
    assertThatThrownBy(() -> limits.admit(lowered, HOME)).isInstanceOf(MailException.class);
  }

  @Test
  void fromOneAddressThereMayBeFewer() {
    limits.admit(ADA, ABROAD);
    var second = limits.admit(ADA, ABROAD);
    assertThatThrownBy(() -> limits.admit(ADA, ABROAD))
        .hasMessage("ada@example.org has 2 connections open from your address, and 2 are allowed");
    limits.admit(ADA, address("198.51.100.2"));
    second.close();
    limits.admit(ADA, ABROAD);
    assertThat(limits.connections(7)).isEqualTo(3);
  }

  @Test
  void anIpv6AddressIsItsNetwork() {
    limits.admit(ADA, address("2001:db8::1"));
    limits.admit(ADA, address("2001:db8::2"));
    assertThatThrownBy(() -> limits.admit(ADA, address("2001:db8::3")))
        .hasMessageContaining("from your address");
    limits.admit(ADA, address("2001:db8:0:1::1"));
  }

  @Test
  void fromATrustedNetworkThereMayBeAsManyAsInAll() {
    limits.admit(ADA, HOME);
    limits.admit(ADA, HOME);
    limits.admit(ADA, HOME);
    assertThatThrownBy(() -> limits.admit(ADA, HOME)).hasMessageContaining("allowed to a user");
  }

  @Test
  void nothingIsKeptOfWhoHasGone() {
    limits.admit(ADA, ABROAD).close();
    limits.admit(ADA, HOME).close();
    assertThat(limits.connections(7)).isZero();
    limits.admit(ADA, ABROAD);
    limits.admit(ADA, ABROAD);
  }

  @Test
  void ofManyWhoComeTogetherOnlySoManyGetIn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Future<ConnectionLimits.Admission>>();
      for (int i = 0; i < 100; i++) {
        tries.add(threads.submit(() -> limits.admit(ADA, HOME)));
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
