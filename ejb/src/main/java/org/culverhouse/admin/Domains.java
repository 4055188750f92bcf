package org.culverhouse.admin;

import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culverhouse.account.Directory;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.account.DomainName;
import org.culverhouse.account.MailDomain;
import org.culverhouse.account.Slice;
import org.culverhouse.account.UserFilter;

/** What can be done with domains. Thread-safe. */
public final class Domains {
  private final Guarded directory;
  private final Validator validator;
  private final InstantSource clock;

  public Domains(DirectoryAccess directory, Validator validator, InstantSource clock) {
    this.directory = new Guarded(directory);
    this.validator = validator;
    this.clock = clock;
  }

  /** Sorted by name. */
  public Page<DomainInfo> list(ListQuery query) {
    return directory.inTransaction(
        entries -> {
          var slice = new Slice(query.after(), query.descending(), query.size() + 1);
          var found = entries.domains(query.text(), slice);
          boolean more = found.size() > query.size();
          var shown = more ? found.subList(0, query.size()) : found;
          var users = entries.usersOf(shown);
          var items = new ArrayList<DomainInfo>();
          shown.forEach(domain -> items.add(info(domain, users.getOrDefault(domain.id(), 0L))));
          return new Page<>(items, next(items, more), entries.countDomains(query.text()));
        });
  }

  private static Optional<String> next(List<DomainInfo> items, boolean more) {
    return more ? Optional.of(items.getLast().name()) : Optional.empty();
  }

  public DomainInfo get(String name) {
    return directory.inTransaction(entries -> info(entries, find(entries, name)));
  }

  public DomainInfo create(NewDomain wanted) {
    var checks = Checks.of(validator, wanted);
    var name = name(wanted.name(), checks);
    checks.raise();
    return directory.adding(
        entries -> refuseSecond(entries, name.orElseThrow()),
        entries -> {
          var domain = new MailDomain(name.orElseThrow(), wanted.description(), clock.instant());
          entries.add(domain);
          return info(domain, 0);
        });
  }

  private static void refuseSecond(Directory entries, DomainName name) {
    if (entries.domain(name).isPresent()) {
      throw AdminException.conflict("The domain " + name + " exists already");
    }
  }

  private static Optional<DomainName> name(String text, Checks checks) {
    try {
      return Optional.of(new DomainName(text));
    } catch (IllegalArgumentException e) {
      checks.add("name", "domain", "is not one that can be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  public DomainInfo change(String name, Expected expected, DomainUpdate update) {
    Checks.of(validator, update).raise();
    return directory.inTransaction(
        entries -> {
          var domain = find(entries, name);
          require(expected, domain);
          domain.describe(update.description());
          entries.flush();
          return info(entries, domain);
        });
  }

  /** Only a domain without users can go. */
  public void delete(String name, Expected expected) {
    directory.inTransaction(
        entries -> {
          var domain = find(entries, name);
          require(expected, domain);
          long users = entries.countUsers(UserFilter.of(domain.name()));
          if (users > 0) {
            throw AdminException.conflict(
                "The domain " + domain.name() + " has users still: " + users);
          }
          entries.remove(domain);
          return domain;
        });
  }

  private static MailDomain find(Directory entries, String name) {
    try {
      return entries.domain(new DomainName(name)).orElseThrow(() -> missing(name));
    } catch (IllegalArgumentException e) {
      throw missing(name);
    }
  }

  private static AdminException missing(String name) {
    return AdminException.notFound("There is no domain " + name);
  }

  private static void require(Expected expected, MailDomain domain) {
    if (!expected.admits(domain.version())) {
      throw AdminException.stale(
          "The domain " + domain.name() + " has been changed since it was read");
    }
  }

  private static DomainInfo info(Directory entries, MailDomain domain) {
    return info(domain, entries.countUsers(UserFilter.of(domain.name())));
  }

  private static DomainInfo info(MailDomain domain, long users) {
    return new DomainInfo(
        domain.name(), domain.description(), users, domain.created(), domain.version());
  }
}
