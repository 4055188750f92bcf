package org.culverhouse.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.index.MailboxState;
import org.culverhouse.index.MessageRow;
import org.culverhouse.mailbox.UidBitmap;

/** Tells in what two states of a store differ, as lines for a person; a few of them. One thread. */
final class StoreComparison {
  private static final int MAX = 5;

  private final List<String> differences = new ArrayList<>();

  private StoreComparison() {}

  static List<String> differences(StoreState expected, StoreState found) {
    var comparison = new StoreComparison();
    comparison.stores(expected, found);
    return List.copyOf(comparison.differences);
  }

  private void same(String what, Object expected, Object found) {
    if (!Objects.equals(expected, found) && differences.size() < MAX) {
      differences.add("%s %s instead of %s".formatted(what, found, expected));
    }
  }

  private boolean isFull() {
    return differences.size() >= MAX;
  }

  private void stores(StoreState expected, StoreState found) {
    same("mailboxes", expected.tree().mailboxes(), found.tree().mailboxes());
    same("subscriptions", expected.tree().subscriptions(), found.tree().subscriptions());
    same("usage", expected.usage(), found.usage());
    same("next number of a mailbox", expected.nextMailboxId(), found.nextMailboxId());
    same("largest UIDVALIDITY", expected.uidValidityHigh(), found.uidValidityHigh());
    for (var entry : expected.mailboxes()) {
      var other = found.find(entry.id());
      if (other != null && other != entry.state()) {
        mailboxes(entry.info().name() + " ", entry.state(), other);
        rows(
            entry.info().name() + " ",
            uid -> row(expected, entry.state(), uid),
            uid -> row(found, other, uid),
            entry.state().live().and(other.live()));
      }
    }
  }

  private void mailboxes(String name, MailboxState expected, MailboxState found) {
    same(name + "UIDVALIDITY", expected.uidValidity(), found.uidValidity());
    same(name + "UIDNEXT", expected.uidNext(), found.uidNext());
    same(name + "HIGHESTMODSEQ", expected.highestModSeq(), found.highestModSeq());
    same(name + "first recent UID", expected.firstRecentUid(), found.firstRecentUid());
    same(name + "SIZE", expected.totalSize(), found.totalSize());
    same(name + "keywords", expected.keywords(), found.keywords());
    if (!expected.live().bits().equals(found.live().bits())) {
      same(name + "UIDs", expected.live().size() + " of them", found.live().size() + " others");
      return;
    }
    for (var flag : SystemFlag.values()) {
      if (!expected.with(flag).bits().equals(found.with(flag).bits())) {
        same(name + flag.wireName(), expected.with(flag).bits(), found.with(flag).bits());
      }
    }
    for (var keyword : expected.keywords()) {
      if (!expected.with(keyword).bits().equals(found.with(keyword).bits())) {
        same(name + keyword.name(), expected.with(keyword).bits(), found.with(keyword).bits());
      }
    }
    var floor = expected.expungeFloor().value() > found.expungeFloor().value() ? expected : found;
    same(
        name + "expunges",
        expected.expungedSince(floor.expungeFloor()).bits(),
        found.expungedSince(floor.expungeFloor()).bits());
    for (var uids = expected.live().iterator(); uids.hasNext() && !isFull(); ) {
      long uid = uids.nextLong();
      same(name + "MODSEQ of UID " + uid, expected.modSeq(uid), found.modSeq(uid));
    }
  }

  private void rows(
      String name,
      LongFunction<MessageRow> expected,
      LongFunction<MessageRow> found,
      UidBitmap all) {
    for (var uids = all.iterator(); uids.hasNext() && !isFull(); ) {
      long uid = uids.nextLong();
      same(name + "UID " + uid, expected.apply(uid), found.apply(uid));
    }
  }

  /** With the place where the body is now. */
  private static MessageRow row(StoreState store, MailboxState mailbox, long uid) {
    var row = mailbox.row(uid);
    return row.at(store.relocations().resolve(row.pointer()));
  }
}
