package org.culverhouse.admin;

import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.culverhouse.account.Address;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.account.MailUser;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;

/** What can be done with the mailboxes of users. Thread-safe. */
public final class Mailboxes {
  private final Guarded directory;
  private final Validator validator;
  private final MailStores stores;

  public Mailboxes(DirectoryAccess directory, Validator validator, MailStores stores) {
    this.directory = new Guarded(directory);
    this.validator = validator;
    this.stores = stores;
  }

  /** Sorted by name. */
  public Page<MailboxDetails> list(String user, ListQuery query) {
    return inStore(user, store -> list(store, query));
  }

  private static Page<MailboxDetails> list(MailStore store, ListQuery query) {
    var order = Comparator.<MailboxInfo, String>comparing(info -> info.name().value());
    var wanted = query.text().toLowerCase(Locale.ROOT);
    var all =
        store.tree().mailboxes().values().stream()
            .filter(info -> info.name().value().toLowerCase(Locale.ROOT).contains(wanted))
            .sorted(query.descending() ? order.reversed() : order)
            .toList();
    var rest = all.stream().filter(info -> isAfter(info, query)).toList();
    var shown = rest.subList(0, Math.min(query.size(), rest.size()));
    return new Page<>(
        shown.stream().map(info -> details(store, info)).toList(),
        shown.size() < rest.size() ? Optional.of(shown.getLast().name().value()) : Optional.empty(),
        all.size());
  }

  private static boolean isAfter(MailboxInfo info, ListQuery query) {
    int order = info.name().value().compareTo(query.after());
    return query.after().isEmpty() || (query.descending() ? order < 0 : order > 0);
  }

  public MailboxDetails get(String user, String mailbox) {
    return inStore(user, store -> details(store, find(store, mailbox)));
  }

  /**
   * @param expected the next UID when the caller looked, with the UIDVALIDITY that {@code
   *     uidValidity} is
   */
  public MailboxDetails change(
      String user, String mailbox, long uidValidity, Expected expected, MailboxUpdate update) {
    var checks = Checks.of(validator, update);
    checks.raise();
    return inStore(
        user,
        store -> {
          var before = details(store, find(store, mailbox));
          if (before.uidValidity() != uidValidity || !expected.admits(before.uidNext())) {
            throw AdminException.stale(
                "The mailbox " + before.name() + " has been changed since it was read");
          }
          change(store, before, update, checks);
          return details(store, find(store, mailbox));
        });
  }

  private static void change(
      MailStore store, MailboxDetails before, MailboxUpdate update, Checks checks) {
    var id = new MailboxId(before.id());
    if (update.renumber()) {
      store.renumber(id);
    }
    boolean isAsked = update.uidNext() != before.uidNext();
    try {
      if (isAsked) {
        store.raiseUidNext(id, update.uidNext());
      }
    } catch (MailException e) {
      if (e.reason() != Reason.CANNOT) {
        throw e;
      }
      checks.add("uidNext", "min", "can only go up: " + e.getMessage());
      throw checks.exception();
    }
  }

  private static MailboxInfo find(MailStore store, String mailbox) {
    return store.tree().mailboxes().values().stream()
        .filter(info -> Long.toString(info.id().value()).equals(mailbox))
        .findFirst()
        .orElseThrow(() -> AdminException.notFound("There is no mailbox " + mailbox));
  }

  private static MailboxDetails details(MailStore store, MailboxInfo info) {
    var counts = store.open(info.id()).counts();
    return new MailboxDetails(
        info.id().value(),
        info.name().value(),
        counts.uidValidity().value(),
        counts.uidNext(),
        counts.highestModSeq().value(),
        counts.messages(),
        counts.unseen(),
        counts.totalSize(),
        store.tree().subscriptions().contains(info.name()),
        info.specialUses().stream()
            .map(use -> use.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList());
  }

  private <T> T inStore(String user, Function<MailStore, T> work) {
    var id = directory.inTransaction(entries -> store(entries.user(address(user)), user));
    try (var store = stores.open(id)) {
      return work.apply(store);
    } catch (MailException e) {
      if (e.reason() == Reason.NO_SUCH_MAILBOX) {
        throw AdminException.notFound(String.valueOf(e.getMessage()));
      }
      throw AdminException.unavailable("The store of " + user + " refuses", e);
    }
  }

  private static Address address(String user) {
    try {
      return Address.parse(user);
    } catch (IllegalArgumentException e) {
      throw missing(user);
    }
  }

  private static StoreId store(Optional<MailUser> found, String user) {
    return found.orElseThrow(() -> missing(user)).store();
  }

  private static AdminException missing(String user) {
    return AdminException.notFound("There is no user " + user);
  }
}
