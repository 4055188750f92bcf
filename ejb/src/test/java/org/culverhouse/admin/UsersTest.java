package org.culverhouse.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.culverhouse.admin.DomainsTest.refusal;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.culverhouse.account.AccountChange;
import org.culverhouse.admin.AdminException.Kind;
import org.culverhouse.admin.UserQuery.State;
import org.culverhouse.mailbox.QuotaLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final Quota SMALL = new Quota(OptionalLong.of(2_000_000), OptionalLong.empty());

  private final Facade facade = new Facade();
  private final Users users = facade.users;

  @BeforeEach
  void addDomain() {
    facade.domains.create(new NewDomain("example.org", ""));
  }

  @AfterEach
  void close() {
    facade.close();
  }

  private static List<String> fields(AdminException e) {
    return e.violations().stream().map(Violation::field).toList();
  }

  private static UserUpdate update(boolean enabled, Quota quota, OptionalInt connections) {
    return new UserUpdate("Ada", enabled, UserRole.USER, quota, new Limits(connections));
  }

  @Test
  void aNewUserCanLogIn() {
    var made = users.create(Facade.user("Ada@Example.org", "difference engine"));

    assertThat(made.address()).isEqualTo("ada@example.org");
    assertThat(made.hasPassword()).isTrue();
    assertThat(
            facade
                .authenticator()
                .authenticate("ada@example.org", "difference engine".getBytes(UTF_8))
                .address())
        .isEqualTo("ada@example.org");
  }

  @Test
  void aNewUserHasAStoreWithItsLimit() {
    users.create(
        new NewUser(
            "ada@example.org", "Ada", true, UserRole.USER, new byte[0], SMALL, Limits.DEFAULT));

    assertThat(facade.stores.limits.values())
        .containsExactly(new QuotaLimits(2_000_000, QuotaLimits.UNLIMITED));
    assertThat(users.get("ada@example.org").used()).contains(new Used(1234, 5));
  }

  @Test
  void whenTheStoreCannotBeMadeThereIsNoUser() {
    facade.stores.broken = true;
    refusal(Kind.UNAVAILABLE, () -> facade.add("ada@example.org"));
    facade.stores.broken = false;

    refusal(Kind.NOT_FOUND, () -> users.get("ada@example.org"));
    assertThat(facade.add("ada@example.org")).isNotNull();
  }

  @Test
  void allFaultsAreToldTogether() {
    var wanted =
        new NewUser(
            "ada",
            "A\u0007da",
            true,
            UserRole.USER,
            "short".getBytes(UTF_8),
            new Quota(OptionalLong.of(-1), OptionalLong.of(Long.MAX_VALUE)),
            new Limits(OptionalInt.of(0)));

    assertThatThrownBy(() -> users.create(wanted))
        .isInstanceOfSatisfying(
            AdminException.class,
            e ->
                assertThat(fields(e))
                    .containsExactly(
                        "displayName",
                        "limits.maxConnections",
                        "quota.messages",
                        "quota.storageBytes",
                        "password",
                        "address"));
  }

  @Test
  void aUserNeedsADomainThatExists() {
    assertThatThrownBy(() -> facade.add("ada@example.com"))
        .isInstanceOfSatisfying(
            AdminException.class,
            e -> assertThat(e.violations().getFirst().code()).isEqualTo("unknownDomain"));
  }

  @Test
  void aUserCannotBeMadeTwice() {
    facade.add("ada@example.org");

    refusal(Kind.CONFLICT, () -> facade.add("ADA@example.org"))
        .hasMessage("The user ada@example.org exists already");
  }

  @Test
  void whoIsDisabledIsDisconnected() {
    facade.add("ada@example.org");
    users.change("ada@example.org", Expected.ANY, update(false, Quota.NONE, OptionalInt.empty()));

    assertThat(facade.changes)
        .hasSize(1)
        .first()
        .isInstanceOfSatisfying(
            AccountChange.Closed.class,
            closed -> assertThat(closed.reason()).isEqualTo("the account has been disabled"));
    assertThat(users.get("ada@example.org").enabled()).isFalse();
  }

  @Test
  void newLimitsReachWhereTheyAreHeld() {
    facade.add("ada@example.org");
    users.change("ada@example.org", Expected.ANY, update(true, SMALL, OptionalInt.of(3)));

    assertThat(facade.stores.limits.values()).containsExactly(SMALL.limits());
    assertThat(facade.changes)
        .singleElement()
        .isInstanceOfSatisfying(
            AccountChange.Limited.class, limited -> assertThat(limited.connections()).isEqualTo(3));
    assertThat(users.get("ada@example.org").effectiveConnections()).isEqualTo(3);
  }

  @Test
  void aChangeForAnOlderVersionIsRefused() {
    var first = facade.add("ada@example.org");
    users.change(
        "ada@example.org",
        Expected.version(first.version()),
        update(true, SMALL, OptionalInt.empty()));

    refusal(
        Kind.STALE,
        () ->
            users.change(
                "ada@example.org",
                Expected.version(first.version()),
                update(true, Quota.NONE, OptionalInt.empty())));
    refusal(Kind.STALE, () -> users.delete("ada@example.org", Expected.version(first.version())));
    assertThat(users.get("ada@example.org").quota()).isEqualTo(SMALL);
  }

  @Test
  void aDeletedUserTakesTheStoreAlong() {
    facade.add("ada@example.org");
    users.delete("ada@example.org", Expected.ANY);

    assertThat(facade.stores.limits).isEmpty();
    assertThat(facade.changes).singleElement().isInstanceOf(AccountChange.Closed.class);
    refusal(Kind.NOT_FOUND, () -> users.get("ada@example.org"));
  }

  @Test
  void aStoreThatCouldNotBeRemovedGoesAtTheNextStart() {
    facade.add("ada@example.org");
    facade.stores.broken = true;
    users.delete("ada@example.org", Expected.ANY);
    facade.stores.broken = false;
    assertThat(facade.stores.limits).hasSize(1);

    users.finishRemovals();

    assertThat(facade.stores.limits).isEmpty();
    facade.add("bob@example.org");
    users.finishRemovals();
    assertThat(facade.stores.limits).hasSize(1);
  }

  @Test
  void aPasswordCanBeReplaced() {
    users.create(Facade.user("ada@example.org", "difference engine"));
    users.setPassword("ada@example.org", Expected.ANY, "analytical engine".getBytes(UTF_8));

    assertThat(
            facade
                .authenticator()
                .authenticate("ada@example.org", "analytical engine".getBytes(UTF_8)))
        .isNotNull();
    assertThatThrownBy(
            () ->
                users.setPassword("ada@example.org", Expected.ANY, "a\nb\nc\nd\ne".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            AdminException.class, e -> assertThat(fields(e)).containsExactly("password"));
  }

  @Test
  void aBrokenStoreDoesNotHideTheOthers() {
    facade.add("ada@example.org");
    facade.stores.broken = true;

    var page = users.list(new UserQuery("", State.ALL, new ListQuery("", "", false, 50)));
    assertThat(page.items())
        .singleElement()
        .extracting(UserInfo::used)
        .isEqualTo(java.util.Optional.empty());
  }

  @Test
  void listsAreFilteredAndPaged() {
    facade.domains.create(new NewDomain("example.net", ""));
    facade.add("ada@example.org");
    facade.add("bob@example.org");
    facade.add("eve@example.net");
    users.change("bob@example.org", Expected.ANY, update(false, Quota.NONE, OptionalInt.empty()));

    assertThat(addresses("", State.ALL, "", false))
        .containsExactly("ada@example.org", "bob@example.org", "eve@example.net");
    assertThat(addresses("", State.ALL, "", true))
        .containsExactly("eve@example.net", "bob@example.org", "ada@example.org");
    assertThat(addresses("example.NET", State.ALL, "", false)).containsExactly("eve@example.net");
    assertThat(addresses("", State.DISABLED, "", false)).containsExactly("bob@example.org");
    assertThat(addresses("example.org", State.ENABLED, "", false))
        .containsExactly("ada@example.org");
    // The display name of bob.
    assertThat(addresses("example.org", State.ALL, "ADA", false))
        .containsExactly("ada@example.org", "bob@example.org");

    var first = users.list(new UserQuery("", State.ALL, new ListQuery("", "", true, 2)));
    assertThat(first.next()).contains("bob@example.org");
    assertThat(first.total()).isEqualTo(3);
    var rest =
        users.list(
            new UserQuery("", State.ALL, new ListQuery("", first.next().orElseThrow(), true, 2)));
    assertThat(rest.items()).extracting(UserInfo::address).containsExactly("ada@example.org");
  }

  private List<String> addresses(String domain, State state, String text, boolean descending) {
    return users
        .list(new UserQuery(domain, state, new ListQuery(text, "", descending, 50)))
        .items()
        .stream()
        .map(UserInfo::address)
        .toList();
  }

  @Test
  void aPasswordIsNotShown() {
    assertThat(Facade.user("ada@example.org", "difference engine").toString())
        .doesNotContain("difference");
  }
}
