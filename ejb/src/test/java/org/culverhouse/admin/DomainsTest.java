package org.culverhouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.culverhouse.admin.AdminException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DomainsTest {
  private final Facade facade = new Facade();
  private final Domains domains = facade.domains;

  @AfterEach
  void close() {
    facade.close();
  }

  static AbstractThrowableAssert<?, ?> refusal(Kind kind, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(AdminException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void aNewDomainCanBeRead() {
    domains.create(new NewDomain("Example.ORG", "ours"));

    var domain = domains.get("example.org");
    assertThat(domain.name()).isEqualTo("example.org");
    assertThat(domain.description()).isEqualTo("ours");
    assertThat(domain.created()).isEqualTo(Facade.NOW);
    assertThat(domain.users()).isZero();
  }

  @Test
  void aDomainCannotBeMadeTwice() {
    domains.create(new NewDomain("example.org", ""));

    refusal(Kind.CONFLICT, () -> domains.create(new NewDomain("EXAMPLE.org", "")))
        .hasMessage("The domain example.org exists already");
  }

  @Test
  void allFaultsAreToldTogether() {
    assertThatThrownBy(() -> domains.create(new NewDomain("exa mple", "x".repeat(1001))))
        .isInstanceOfSatisfying(
            AdminException.class,
            e ->
                assertThat(e.violations())
                    .extracting(Violation::field, Violation::code)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("description", "size"),
                        org.assertj.core.groups.Tuple.tuple("name", "domain")));
  }

  @Test
  void aChangeForAnOlderVersionIsRefused() {
    var first = domains.create(new NewDomain("example.org", "first"));
    var second =
        domains.change(
            "example.org", Expected.version(first.version()), new DomainUpdate("second"));
    assertThat(second.version()).isGreaterThan(first.version());

    refusal(
        Kind.STALE,
        () ->
            domains.change(
                "example.org", Expected.version(first.version()), new DomainUpdate("third")));
    assertThat(domains.get("example.org").description()).isEqualTo("second");
  }

  @Test
  void aDomainWithUsersStays() {
    domains.create(new NewDomain("example.org", ""));
    facade.add("ada@example.org");

    assertThat(domains.get("example.org").users()).isOne();
    refusal(Kind.CONFLICT, () -> domains.delete("example.org", Expected.ANY))
        .hasMessage("The domain example.org has users still: 1");
    facade.users.delete("ada@example.org", Expected.ANY);
    domains.delete("example.org", Expected.ANY);
    refusal(Kind.NOT_FOUND, () -> domains.get("example.org"));
  }

  @Test
  void pagesFollowOneAnother() {
    for (var name :
        new String[] {"c.example", "a.example", "e.example", "b.example", "d.example"}) {
      domains.create(new NewDomain(name, ""));
    }

    var first = domains.list(new ListQuery("", "", false, 2));
    assertThat(first.items())
        .extracting(DomainInfo::name)
        .containsExactly("a.example", "b.example");
    assertThat(first.total()).isEqualTo(5);
    var second = domains.list(new ListQuery("", first.next().orElseThrow(), false, 2));
    assertThat(second.items())
        .extracting(DomainInfo::name)
        .containsExactly("c.example", "d.example");
    var third = domains.list(new ListQuery("", second.next().orElseThrow(), false, 2));
    assertThat(third.items()).extracting(DomainInfo::name).containsExactly("e.example");
    assertThat(third.next()).isEmpty();
  }

  @Test
  void aFullLastPageHasNoNext() {
    domains.create(new NewDomain("a.example", ""));
    domains.create(new NewDomain("b.example", ""));

    assertThat(domains.list(new ListQuery("", "", true, 2)).next()).isEmpty();
  }

  @Test
  void signsOfPatternsAreOrdinaryInASearch() {
    domains.create(new NewDomain("example.org", ""));

    assertThat(domains.list(new ListQuery("%", "", false, 10)).items()).isEmpty();
    assertThat(domains.list(new ListQuery("e_ample", "", false, 10)).items()).isEmpty();
    assertThat(domains.list(new ListQuery("EXAM", "", false, 10)).items()).hasSize(1);
  }
}
