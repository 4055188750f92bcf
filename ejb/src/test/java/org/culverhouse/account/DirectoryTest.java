package org.culverhouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.culverhouse.account.UserFilter.State;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.Test;

/** The same on both databases: the tables that Flyway makes are those that the entities expect. */
class DirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

  @Test
  void keepsEverythingInH2() {
    try (var directory = TestDirectory.inMemory()) {
      keepsEverything(directory);
    }
  }

  @Test
  void keepsEverythingInPostgres() throws Exception {
    var programs = Postgres.programs();
    if (Boolean.getBoolean("culver.require-clients")) {
      assertThat(programs).as("PostgreSQL, which culver.require-clients asks for").isPresent();
    }
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed in /usr/lib/postgresql");
    try (var postgres = Postgres.start(programs.orElseThrow());
        var directory = TestDirectory.on(postgres.database())) {
      keepsEverything(directory);
      // A second start finds nothing to migrate.
      TestDirectory.on(postgres.database()).close();
    }
  }

  private static void keepsEverything(TestDirectory directory) {
    addUsers(directory);
    readsBack(directory);
    knowsWhatALoginNeeds(directory);
    filters(directory);
    refusesTheSameTwice(directory);
    removes(directory);
  }

  private static void knowsWhatALoginNeeds(TestDirectory directory) {
    var credentials = new Credentials(directory.database(), 50);

    var ada = credentials.of(Address.parse("ada@example.org")).orElseThrow();
    assertThat(ada.hash()).isEqualTo("hash");
    assertThat(ada.enabled()).isTrue();
    assertThat(ada.account().store()).isEqualTo(new StoreId(1));
    assertThat(ada.account().quota()).isEqualTo(new QuotaLimits(1L << 40, QuotaLimits.UNLIMITED));
    assertThat(ada.account().connections()).isEqualTo(3);
    var bob = credentials.of(Address.parse("bob@example.org")).orElseThrow();
    assertThat(bob.hash()).isEqualTo(Passwords.NOBODY);
    assertThat(bob.enabled()).isFalse();
    assertThat(bob.account().connections()).isEqualTo(50);
    assertThat(credentials.of(Address.parse("eve@example.org"))).isEmpty();
  }

  private static MailUser user(Directory entries, String address) {
    return entries.user(Address.parse(address)).orElseThrow();
  }

  private static void addUsers(TestDirectory directory) {
    directory.inTransaction(
        entries -> {
          var domain = new MailDomain(new DomainName("example.org"), "ours", NOW);
          entries.add(domain);
          var ada = new MailUser(domain, Address.parse("ada@example.org"), new StoreId(1), NOW);
          ada.call("Ada L\u00f6velace");
          ada.limit(new QuotaLimits(1L << 40, QuotaLimits.UNLIMITED));
          ada.limitConnections(OptionalInt.of(3));
          ada.setPassword(new StoredPassword("hash", Map.of()));
          entries.add(ada);
          var bob =
              new MailUser(
                  domain, Address.parse("bob@example.org"), new StoreId(Long.MAX_VALUE), NOW);
          bob.enable(false);
          entries.add(bob);
          entries.add(new AdminToken("id", "admin", "hash", NOW));
          return domain;
        });
  }

  private static void readsBack(TestDirectory directory) {
    directory.inTransaction(
        entries -> {
          var ada = user(entries, "ada@example.org");
          assertThat(ada.displayName()).isEqualTo("Ada L\u00f6velace");
          assertThat(ada.domain().description()).isEqualTo("ours");
          assertThat(ada.created()).isEqualTo(NOW);
          assertThat(ada.quota()).isEqualTo(new QuotaLimits(1L << 40, QuotaLimits.UNLIMITED));
          assertThat(ada.maxConnections()).hasValue(3);
          assertThat(ada.passwordHash()).contains("hash");
          var bob = user(entries, "bob@example.org");
          assertThat(bob.store()).isEqualTo(new StoreId(Long.MAX_VALUE));
          assertThat(bob.passwordHash()).isEmpty();
          assertThat(bob.maxConnections()).isEmpty();
          assertThat(bob.quota()).isEqualTo(QuotaLimits.NONE);
          assertThat(entries.token("id").orElseThrow().created()).isEqualTo(NOW);
          return entries;
        });
  }

  private static void filters(TestDirectory directory) {
    directory.inTransaction(
        entries -> {
          var all = new Slice("", false, 10);
          assertThat(entries.users(new UserFilter("", "l\u00d6ve", State.ALL), all))
              .extracting(MailUser::address)
              .containsExactly("ada@example.org");
          assertThat(entries.users(new UserFilter("example.org", "", State.DISABLED), all))
              .extracting(MailUser::address)
              .containsExactly("bob@example.org");
          assertThat(entries.users(UserFilter.of(""), new Slice("ada@example.org", false, 10)))
              .extracting(MailUser::address)
              .containsExactly("bob@example.org");
          assertThat(entries.users(UserFilter.of(""), new Slice("", true, 1)))
              .extracting(MailUser::address)
              .containsExactly("bob@example.org");
          assertThat(entries.countUsers(UserFilter.of("example.org"))).isEqualTo(2);
          assertThat(entries.users(new UserFilter("", "%", State.ALL), all)).isEmpty();
          assertThat(entries.users(new UserFilter("", "_", State.ALL), all)).isEmpty();
          assertThat(entries.users(new UserFilter("", "\\", State.ALL), all)).isEmpty();
          assertThat(entries.users(new UserFilter("", "' or 'a' = 'a", State.ALL), all)).isEmpty();
          var domains = entries.domains("exam", all);
          assertThat(entries.countDomains("exam")).isOne();
          assertThat(entries.usersOf(domains)).containsValue(2L);
          return entries;
        });
  }

  private static void refusesTheSameTwice(TestDirectory directory) {
    assertThatThrownBy(
            () ->
                directory.inTransaction(
                    entries -> {
                      entries.add(new MailDomain(new DomainName("example.org"), "", NOW));
                      return entries;
                    }))
        .isInstanceOf(PersistenceException.class);
  }

  private static void removes(TestDirectory directory) {
    directory.inTransaction(
        entries -> {
          entries.remove(user(entries, "ada@example.org"), NOW);
          entries.remove(user(entries, "bob@example.org"), NOW.plusSeconds(1));
          entries.remove(entries.domain(new DomainName("example.org")).orElseThrow());
          entries.removeToken("admin");
          return entries;
        });
    directory.inTransaction(
        entries -> {
          assertThat(entries.removedStores())
              .containsExactly(new StoreId(1), new StoreId(Long.MAX_VALUE));
          entries.forget(new StoreId(1));
          assertThat(entries.removedStores()).containsExactly(new StoreId(Long.MAX_VALUE));
          assertThat(entries.token("id")).isEmpty();
          assertThat(entries.countDomains("")).isZero();
          return entries;
        });
  }
}
