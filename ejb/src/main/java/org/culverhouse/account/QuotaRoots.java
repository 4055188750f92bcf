package org.culverhouse.account;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.function.Function;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;

/**
 * Quota roots of accounts for those who administer them (RFC 9208 section 4.1.3); the name of a
 * root is the address. Who may not is told so whether there is such an account or not: nobody looks
 * for it. The role is that of now, not that of the login. Thread-safe.
 */
public final class QuotaRoots {
  private final DirectoryAccess directory;

  public QuotaRoots(DirectoryAccess directory) {
    this.directory = directory;
  }

  /** Where the mail of a root is, and how much there may be. */
  public record Root(StoreId store, QuotaLimits limits) {}

  /**
   * @return empty if there is no such root
   * @throws MailException NO_PERMISSION for who does not administer it
   */
  public Optional<Root> find(Account caller, String name) {
    return inTransaction(entries -> administered(entries, caller, name).map(QuotaRoots::root));
  }

  /** The same, with other limits from now on. */
  public Optional<Root> limit(Account caller, String name, QuotaLimits limits) {
    return inTransaction(
        entries -> {
          var user = administered(entries, caller, name);
          user.ifPresent(
              found -> {
                found.limit(limits);
                entries.flush();
              });
          return user.map(QuotaRoots::root);
        });
  }

  private static Root root(MailUser user) {
    return new Root(user.store(), user.quota());
  }

  private static Optional<MailUser> administered(Directory entries, Account caller, String name) {
    var role = entries.user(caller.id()).map(MailUser::role).orElse(Role.USER);
    var own = Address.parse(caller.address()).domain();
    var address = address(name);
    if (!role.administers(own, address.map(Address::domain).orElse(NOBODYS))) {
      throw new MailException(Reason.NO_PERMISSION, "You do not administer this quota root");
    }
    return address.flatMap(entries::user);
  }

  /** What is not an address belongs to no domain that has accounts. */
  private static final DomainName NOBODYS = new DomainName("invalid");

  /** The name of a root is exactly as it is told. */
  private static Optional<Address> address(String name) {
    try {
      return Optional.of(Address.parse(name)).filter(address -> address.toString().equals(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private <T> T inTransaction(Function<Directory, T> work) {
    try {
      return directory.inTransaction(work);
    } catch (PersistenceException e) {
      if (e instanceof OptimisticLockException || e.getCause() instanceof OptimisticLockException) {
        throw new MailException(Reason.IN_USE, "The account is being changed by somebody else", e);
      }
      throw new MailException(Reason.UNAVAILABLE, "Accounts cannot be read now", e);
    }
  }
}
