package org.culverhouse.admin;

import jakarta.validation.Validator;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.culverhouse.account.AccountChange;
import org.culverhouse.account.Address;
import org.culverhouse.account.Directory;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.account.DomainName;
import org.culverhouse.account.MailDomain;
import org.culverhouse.account.MailUser;
import org.culverhouse.account.Passwords;
import org.culverhouse.account.Slice;
import org.culverhouse.account.StoredPassword;
import org.culverhouse.account.UserFilter;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.StoreId;

/** What can be done with users. Thread-safe. */
public final class Users {
  private final Guarded directory;
  private final Validator validator;
  private final Passwords passwords;
  private final UserStores stores;
  private final Consumer<AccountChange> changes;
  private final SecureRandom random;
  private final InstantSource clock;
  private final int defaultConnections;

  /**
   * @param changes is told what live sessions must learn of, after it has been written
   * @param defaultConnections how many a user without a limit may have
   */
  public Users(
      DirectoryAccess directory,
      Validator validator,
      Passwords passwords,
      UserStores stores,
      Consumer<AccountChange> changes,
      SecureRandom random,
      InstantSource clock,
      int defaultConnections) {
    this.directory = new Guarded(directory);
    this.validator = validator;
    this.passwords = passwords;
    this.stores = stores;
    this.changes = changes;
    this.random = random;
    this.clock = clock;
    this.defaultConnections = defaultConnections;
  }

  /** Sorted by address. */
  public Page<UserInfo> list(UserQuery query) {
    var filter = filter(query);
    var list = query.list();
    var page =
        directory.inTransaction(
            entries -> {
              var slice = new Slice(list.after(), list.descending(), list.size() + 1);
              var found = entries.users(filter, slice).stream().map(this::seen).toList();
              boolean more = found.size() > list.size();
              var shown = more ? found.subList(0, list.size()) : found;
              var next =
                  more ? Optional.of(shown.getLast().info().address()) : Optional.<String>empty();
              return new Page<>(shown, next, entries.countUsers(filter));
            });
    // Stores are opened after the transaction: a slow disk must not hold a database connection.
    return new Page<>(
        page.items().stream().map(this::withUsage).toList(), page.next(), page.total());
  }

  private static UserFilter filter(UserQuery query) {
    var state =
        switch (query.state()) {
          case ALL -> UserFilter.State.ALL;
          case ENABLED -> UserFilter.State.ENABLED;
          case DISABLED -> UserFilter.State.DISABLED;
        };
    var domain = query.domain();
    try {
      domain = domain.isEmpty() ? "" : new DomainName(domain).value();
    } catch (IllegalArgumentException e) {
      throw AdminException.notFound("There is no domain " + domain);
    }
    return new UserFilter(domain, query.list().text(), state);
  }

  public UserInfo get(String address) {
    return withUsage(directory.inTransaction(entries -> seen(find(entries, address))));
  }

  public UserInfo create(NewUser wanted) {
    var checks = Checks.of(validator, wanted);
    if (wanted.password().length > 0) {
      checks.password(wanted.password());
    }
    var parsed = address(wanted.address(), checks);
    checks.raise();
    var address = parsed.orElseThrow();
    directory.inTransaction(entries -> domainFor(entries, address));
    var password =
        wanted.password().length == 0
            ? Optional.<StoredPassword>empty()
            : Optional.of(stored(wanted.password()));
    var made = insert(address, password, wanted);
    try {
      stores.make(made.store(), wanted.quota());
    } catch (MailException e) {
      directory.inTransaction(entries -> remove(entries, find(entries, address.toString())));
      throw AdminException.unavailable("The store of the user cannot be made", e);
    }
    return withUsage(made);
  }

  private Seen insert(Address address, Optional<StoredPassword> password, NewUser wanted) {
    return directory.adding(
        entries -> domainFor(entries, address),
        entries -> {
          var domain = domainFor(entries, address);
          var user = new MailUser(domain, address, newStore(), clock.instant());
          user.call(wanted.displayName());
          user.enable(wanted.enabled());
          user.grant(wanted.role().role());
          user.limit(wanted.quota().limits());
          user.limitConnections(wanted.limits().maxConnections());
          password.ifPresent(user::setPassword);
          entries.add(user);
          return seen(user);
        });
  }

  /** Random, so that a database that was lost or restored never points at somebody else's mail. */
  private StoreId newStore() {
    return new StoreId(random.nextLong(1, Long.MAX_VALUE));
  }

  private static MailDomain domainFor(Directory entries, Address address) {
    if (entries.user(address).isPresent()) {
      throw AdminException.conflict("The user " + address + " exists already");
    }
    return entries
        .domain(address.domain())
        .orElseThrow(
            () -> {
              var checks = new Checks();
              checks.add(
                  "address",
                  "unknownDomain",
                  "belongs to the domain " + address.domain() + ", which must be created first");
              return checks.exception();
            });
  }

  private static Optional<Address> address(String text, Checks checks) {
    try {
      return Optional.of(Address.parse(text));
    } catch (IllegalArgumentException e) {
      checks.add("address", "address", "is not one that can be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  public UserInfo change(String address, Expected expected, UserUpdate update) {
    Checks.of(validator, update).raise();
    var change = directory.inTransaction(entries -> change(entries, address, expected, update));
    var after = change.after();
    if (change.before().info().enabled() && !update.enabled()) {
      changes.accept(new AccountChange.Closed(after.id(), "the account has been disabled"));
    }
    int connections = after.info().effectiveConnections();
    if (connections != change.before().info().effectiveConnections()) {
      changes.accept(new AccountChange.Limited(after.id(), connections));
    }
    if (!update.quota().equals(change.before().info().quota())) {
      stores.limit(after.store(), update.quota());
    }
    return withUsage(after);
  }

  private Change change(Directory entries, String address, Expected expected, UserUpdate update) {
    var user = find(entries, address);
    require(expected, user);
    var before = seen(user);
    user.call(update.displayName());
    user.enable(update.enabled());
    user.grant(update.role().role());
    user.limit(update.quota().limits());
    user.limitConnections(update.limits().maxConnections());
    entries.flush();
    return new Change(before, seen(user));
  }

  /** The caller wipes the password. */
  public void setPassword(String address, Expected expected, byte[] password) {
    var checks = new Checks();
    checks.password(password);
    checks.raise();
    get(address);
    var stored = stored(password);
    directory.inTransaction(
        entries -> {
          var user = find(entries, address);
          require(expected, user);
          user.setPassword(stored);
          entries.flush();
          return user;
        });
  }

  private StoredPassword stored(byte[] password) {
    try {
      return passwords.store(password);
    } catch (MailException e) {
      throw AdminException.unavailable("Too many passwords are being checked, try again", e);
    }
  }

  /** With all mail. Sessions of the user end. */
  public void delete(String address, Expected expected) {
    var gone =
        directory.inTransaction(
            entries -> {
              var user = find(entries, address);
              require(expected, user);
              return remove(entries, user);
            });
    changes.accept(new AccountChange.Closed(gone.id(), "the account has been deleted"));
    removeStore(gone.store());
  }

  private Seen remove(Directory entries, MailUser user) {
    var seen = seen(user);
    entries.remove(user, clock.instant());
    return seen;
  }

  private void removeStore(StoreId store) {
    if (stores.remove(store)) {
      directory.inTransaction(
          entries -> {
            entries.forget(store);
            return store;
          });
    }
  }

  /** Removes the files of users who were deleted shortly before the server last stopped. */
  public void finishRemovals() {
    directory.inTransaction(Directory::removedStores).forEach(this::removeStore);
  }

  private static MailUser find(Directory entries, String address) {
    try {
      return entries.user(Address.parse(address)).orElseThrow(() -> missing(address));
    } catch (IllegalArgumentException e) {
      throw missing(address);
    }
  }

  private static AdminException missing(String address) {
    return AdminException.notFound("There is no user " + address);
  }

  private static void require(Expected expected, MailUser user) {
    if (!expected.admits(user.version())) {
      throw AdminException.stale(
          "The user " + user.address() + " has been changed since it was read");
    }
  }

  private Seen seen(MailUser user) {
    var limits = new Limits(user.maxConnections());
    var info =
        new UserInfo(
            user.address(),
            Address.parse(user.address()).domain().value(),
            user.displayName(),
            user.isEnabled(),
            UserRole.of(user.role()),
            user.passwordHash().isPresent(),
            Quota.of(user.quota()),
            limits,
            limits.maxConnections().orElse(defaultConnections),
            Optional.empty(),
            user.created(),
            user.version());
    return new Seen(user.id(), user.store(), info);
  }

  private UserInfo withUsage(Seen user) {
    return user.info().using(stores.used(user.store()));
  }

  private record Seen(long id, StoreId store, UserInfo info) {}

  private record Change(Seen before, Seen after) {}
}
