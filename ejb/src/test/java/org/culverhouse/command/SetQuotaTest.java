package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.culverhouse.account.Address;
import org.culverhouse.account.DomainName;
import org.culverhouse.account.MailDomain;
import org.culverhouse.account.MailUser;
import org.culverhouse.account.Role;
import org.culverhouse.account.TestDirectory;
import org.culverhouse.api.command.GetQuota;
import org.culverhouse.api.command.SetQuota;
import org.culverhouse.api.command.SetQuota.Limit;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and set whose limits; ada has logged in, bob is of her domain, eve is not. */
class SetQuotaTest {
  private static final String ADA = "ada@example.org";
  private static final String BOB = "bob@example.org";
  private static final String EVE = "eve@example.net";

  @RegisterExtension final World world = new World(Backend.MEMORY);
  private final TestDirectory directory = TestDirectory.inMemory();

  @BeforeEach
  void somePeople() {
    world.directory = directory;
    world.accountId =
        directory.inTransaction(
            entries -> {
              var ours = new MailDomain(new DomainName("example.org"), "", World.NOW);
              var theirs = new MailDomain(new DomainName("example.net"), "", World.NOW);
              entries.add(ours);
              entries.add(theirs);
              var ada = new MailUser(ours, Address.parse(ADA), new StoreId(1), World.NOW);
              entries.add(ada);
              entries.add(new MailUser(ours, Address.parse(BOB), new StoreId(2), World.NOW));
              entries.add(new MailUser(theirs, Address.parse(EVE), new StoreId(3), World.NOW));
              return ada.id();
            });
  }

  @AfterEach
  void close() {
    directory.close();
  }

  private void change(String address, Consumer<MailUser> change) {
    directory.inTransaction(
        entries -> {
          var user = entries.user(Address.parse(address)).orElseThrow();
          change.accept(user);
          entries.flush();
          return user;
        });
  }

  private QuotaLimits limits(String address) {
    return directory.inTransaction(
        entries -> entries.user(Address.parse(address)).orElseThrow().quota());
  }

  private void grant(Role role) {
    change(ADA, ada -> ada.grant(role));
  }

  private static List<String> set(Client client, String root, Limit... limits) {
    return client.run(new SetQuota("a", root, List.of(limits)));
  }

  private static List<String> get(Client client, String root) {
    return client.run(new GetQuota("a", root));
  }

  @ParameterizedTest
  @ValueSource(strings = {BOB, EVE, "nobody@example.org", "nobody", "", "BOB@example.org"})
  void whoAdministersNothingHearsNothing(String root) {
    var client = world.login();
    assertThat(get(client, root)).containsExactly("a NO [NOPERM]");
    assertThat(set(client, root, new Limit("MESSAGE", 1))).containsExactly("a NO [NOPERM]");
    assertThat(set(client, root, new Limit("NONE", 1))).containsExactly("a NO [NOPERM]");
    assertThat(limits(BOB)).isEqualTo(QuotaLimits.NONE);
  }

  @Test
  void ownLimitsAreSeenByAllAndSetByAdministrators() {
    var client = world.login();
    assertThat(get(client, ADA)).last().isEqualTo("a OK");
    assertThat(set(client, ADA)).containsExactly("a NO [NOPERM]");
    grant(Role.DOMAIN_ADMIN);
    assertThat(set(client, ADA, new Limit("MESSAGE", 1))).last().isEqualTo("a OK");
    assertThat(client.append("INBOX", World.MESSAGE)).last().asString().startsWith("a OK");
    assertThat(client.append("INBOX", World.MESSAGE)).containsExactly("a NO [OVERQUOTA]");
    assertThat(set(client, ADA)).last().isEqualTo("a OK");
    assertThat(client.append("INBOX", World.MESSAGE)).last().asString().startsWith("a OK");
  }

  @Test
  void anAdministratorOfADomainKnowsItsAccountsOnly() {
    grant(Role.DOMAIN_ADMIN);
    var client = world.login();
    assertThat(set(client, BOB, new Limit("STORAGE", 2))).last().isEqualTo("a OK");
    assertThat(limits(BOB)).isEqualTo(new QuotaLimits(2048, QuotaLimits.UNLIMITED));
    assertThat(get(client, BOB))
        .first()
        .asString()
        .contains("STORAGE, usage=0, limit=2]")
        .doesNotContain("MESSAGE");
    assertThat(get(client, "nobody@example.org")).containsExactly("a NO [NONEXISTENT]");
    for (var root : List.of(EVE, "nobody@example.net", "nobody", "")) {
      assertThat(get(client, root)).as(root).containsExactly("a NO [NOPERM]");
      assertThat(set(client, root)).as(root).containsExactly("a NO [NOPERM]");
    }
  }

  @Test
  void whoAdministersAllKnowsAll() {
    grant(Role.SUPERADMIN);
    var client = world.login();
    assertThat(set(client, EVE, new Limit("MESSAGE", 5), new Limit("STORAGE", 1)))
        .last()
        .isEqualTo("a OK");
    assertThat(limits(EVE)).isEqualTo(new QuotaLimits(1024, 5));
    assertThat(set(client, EVE, new Limit("MESSAGE", 6))).last().isEqualTo("a OK");
    assertThat(limits(EVE)).isEqualTo(new QuotaLimits(QuotaLimits.UNLIMITED, 6));
    assertThat(get(client, "EVE@example.net")).containsExactly("a NO [NONEXISTENT]");
    assertThat(get(client, "nobody")).containsExactly("a NO [NONEXISTENT]");
  }

  @Test
  void otherSessionsFeelItAtOnce() {
    grant(Role.SUPERADMIN);
    var other = world.login();
    assertThat(set(world.login(), ADA, new Limit("STORAGE", 0))).last().isEqualTo("a OK");
    assertThat(other.append("INBOX", World.MESSAGE)).containsExactly("a NO [OVERQUOTA]");
  }

  @Test
  void aRoleThatIsTakenAwayIsGoneAtOnce() {
    grant(Role.SUPERADMIN);
    var client = world.login();
    assertThat(get(client, EVE)).last().isEqualTo("a OK");
    grant(Role.USER);
    assertThat(get(client, EVE)).containsExactly("a NO [NOPERM]");
  }

  @Test
  void whatCannotBeSetChangesNothing() {
    grant(Role.SUPERADMIN);
    var client = world.login();
    set(client, BOB, new Limit("MESSAGE", 7));
    assertThat(set(client, BOB, new Limit("MESSAGE", 8), new Limit("MAILBOX", 5)))
        .containsExactly("a NO [CANNOT]");
    assertThat(set(client, BOB, new Limit("ANNOTATION-STORAGE", 5)))
        .containsExactly("a NO [CANNOT]");
    assertThat(set(client, BOB, new Limit("STORAGE", (1L << 43)))).containsExactly("a NO [LIMIT]");
    assertThat(set(client, BOB, new Limit("MESSAGE", (1L << 53)))).containsExactly("a NO [LIMIT]");
    assertThat(limits(BOB)).isEqualTo(new QuotaLimits(QuotaLimits.UNLIMITED, 7));
    long mailboxes = world.store().mailboxLimit();
    assertThat(set(client, BOB, new Limit("MAILBOX", mailboxes), new Limit("STORAGE", 1L << 42)))
        .last()
        .isEqualTo("a OK");
    assertThat(limits(BOB)).isEqualTo(new QuotaLimits(1L << 52, QuotaLimits.UNLIMITED));
  }

  @Test
  void withoutItsDatabaseNothingIsChanged() {
    grant(Role.SUPERADMIN);
    var client = world.login();
    directory.breakDown();
    assertThat(set(client, ADA, new Limit("MESSAGE", 0))).containsExactly("a NO [UNAVAILABLE]");
    assertThat(client.append("INBOX", World.MESSAGE)).last().asString().startsWith("a OK");
  }
}
