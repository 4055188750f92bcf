package org.culverhouse.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.MailboxEdit;
import org.culverhouse.index.MailboxState;
import org.culverhouse.index.Rebased;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mailbox.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The next state of a store in the making: what records do to it, whether they are being written or
 * read again. One thread. Records that make no sense, as after damage, do nothing.
 */
final class StoreEdit {
  private StoreState base;
  private final Map<Long, MailboxEdit> edits = new HashMap<>();
  private @Nullable TreeMap<Long, MailboxInfo> ids;
  private @Nullable TreeMap<MailboxName, MailboxInfo> names;
  private @Nullable TreeSet<MailboxName> subscriptions;
  private long octets;
  private long messages;
  private long nextMailboxId;
  private long uidValidityHigh;
  private Relocations relocations;

  /** What mailboxes without an edit have to skip. */
  private long skippedModSeqs;

  StoreEdit(StoreState base) {
    this.base = base;
    octets = base.usage().octets();
    messages = base.usage().messages();
    nextMailboxId = base.nextMailboxId();
    uidValidityHigh = base.uidValidityHigh();
    relocations = base.relocations();
  }

  long octets() {
    return octets;
  }

  long messages() {
    return messages;
  }

  long nextMailboxId() {
    return nextMailboxId;
  }

  long uidValidityHigh() {
    return uidValidityHigh;
  }

  /** By name; only to be read, until the next change. */
  TreeMap<MailboxName, MailboxInfo> names() {
    if (names == null) {
      names = new TreeMap<>(base.tree().mailboxes());
    }
    return names;
  }

  @Nullable MailboxInfo find(MailboxName name) {
    return names == null ? base.tree().mailboxes().get(name) : names.get(name);
  }

  boolean isTrash(MailboxId id) {
    var entry = base.entry(id.value());
    var info = ids != null ? ids.get(id.value()) : entry == null ? null : entry.info();
    return info != null && info.specialUses().contains(SpecialUse.TRASH);
  }

  int mailboxCount() {
    return ids == null ? base.mailboxes().size() : ids.size();
  }

  int subscriptionCount() {
    return (subscriptions == null ? base.tree().subscriptions() : subscriptions).size();
  }

  boolean isSubscribed(MailboxName name) {
    return (subscriptions == null ? base.tree().subscriptions() : subscriptions).contains(name);
  }

  /** The mailbox to be read or changed; null if there is none. */
  @Nullable MailboxEdit mailbox(long mailbox) {
    var edit = edits.get(mailbox);
    if (edit == null && (ids == null || ids.containsKey(mailbox))) {
      var state = base.find(mailbox);
      if (state != null) {
        edit = new MailboxEdit(state);
        edit.skipModSeqs(skippedModSeqs);
        edits.put(mailbox, edit);
      }
    }
    return edit;
  }

  void apply(LogRecord record) {
    switch (record) {
      case LogRecord.Append r -> append(r);
      case LogRecord.Flags r -> {
        var mailbox = mailbox(r.mailbox());
        if (mailbox != null) {
          mailbox.change(r.uids(), r.edit(), r.modSeq());
        }
      }
      case LogRecord.DefineKeyword r -> {
        var mailbox = mailbox(r.mailbox());
        if (mailbox != null) {
          mailbox.defineKeyword(r.number(), new Keyword(r.name()));
        }
      }
      case LogRecord.Expunge r -> expunge(r.mailbox(), r.uids(), r.modSeq());
      case LogRecord.Copy r -> copy(r);
      case LogRecord.Move r -> {
        copy(r.copy());
        expunge(r.copy().source(), r.copy().uids(), r.sourceModSeq());
      }
      case LogRecord.CreateMailbox r -> create(r);
      case LogRecord.RenameMailbox r -> rename(new MailboxName(r.from()), new MailboxName(r.to()));
      case LogRecord.DeleteMailbox r -> delete(r.mailbox());
      case LogRecord.Subscribe r -> subscribe(r);
      case LogRecord.UidState r -> {
        var mailbox = mailbox(r.mailbox());
        if (mailbox != null) {
          mailbox.raiseUidNext(r.uidNext());
          mailbox.claimRecent(r.firstRecentUid());
        }
      }
      case LogRecord.Renumber r -> renumber(r);
      case LogRecord.SkipModSeqs r -> {
        skippedModSeqs += r.count();
        edits.values().forEach(mailbox -> mailbox.skipModSeqs(r.count()));
      }
      case LogRecord.Checkpoint r -> {}
      case LogRecord.BlobHead r -> {}
      case LogRecord.ExternalBlob r -> {}
      case LogRecord.Epoch r -> {}
      case LogRecord.Seal r -> {}
      case LogRecord.Image r -> {}
      case LogRecord.Release r -> {}
      case LogRecord.Relocate r -> relocations = relocations.with(r);
      case LogRecord.Pad r -> {}
    }
  }

  private void renumber(LogRecord.Renumber r) {
    var mailbox = mailbox(r.mailbox());
    var info = ids().get(r.mailbox());
    if (mailbox == null || info == null) {
      return;
    }
    var validity = new UidValidity(r.uidValidity());
    mailbox.renumber(validity, r.modSeq());
    put(new MailboxInfo(info.id(), info.name(), validity, info.specialUses()));
    uidValidityHigh = Math.max(uidValidityHigh, r.uidValidity());
  }

  private void put(MailboxInfo info) {
    names().put(info.name(), info);
    ids().put(info.id().value(), info);
  }

  private void append(LogRecord.Append r) {
    var mailbox = mailbox(r.mailbox());
    if (mailbox == null) {
      return;
    }
    int before = mailbox.liveCount();
    mailbox.append(r.uid(), r.modSeq(), r.row(), r.systemBits(), r.keywords());
    if (mailbox.liveCount() > before) {
      messages++;
      octets += r.row().size();
    }
  }

  private void expunge(long id, UidBitmap uids, long modSeq) {
    var mailbox = mailbox(id);
    if (mailbox == null) {
      return;
    }
    octets -= mailbox.totalSize();
    messages -= mailbox.liveCount();
    mailbox.expunge(uids, modSeq);
    octets += mailbox.totalSize();
    messages += mailbox.liveCount();
  }

  private void copy(LogRecord.Copy r) {
    var source = mailbox(r.source());
    var target = mailbox(r.target());
    if (source == null || target == null) {
      return;
    }
    octets -= target.totalSize();
    messages -= target.liveCount();
    target.copyFrom(source, r.uids(), r.firstUid(), r.modSeq(), r.savedDate());
    octets += target.totalSize();
    messages += target.liveCount();
  }

  private void create(LogRecord.CreateMailbox r) {
    var validity = new UidValidity(r.uidValidity());
    var info =
        new MailboxInfo(
            new MailboxId(r.mailbox()), new MailboxName(r.name()), validity, r.specialUses());
    put(info);
    edits.put(r.mailbox(), new MailboxEdit(MailboxState.empty(validity)));
    nextMailboxId = Math.max(nextMailboxId, r.mailbox() + 1);
    uidValidityHigh = Math.max(uidValidityHigh, r.uidValidity());
  }

  private void rename(MailboxName from, MailboxName to) {
    var moved = new ArrayList<MailboxInfo>();
    for (var info : names().values()) {
      if (info.name().equals(from) || info.name().isBelow(from)) {
        moved.add(info);
      }
    }
    moved.forEach(info -> names().remove(info.name()));
    for (var info : moved) {
      put(
          new MailboxInfo(
              info.id(), info.name().moved(from, to), info.uidValidity(), info.specialUses()));
    }
  }

  private void delete(long id) {
    var mailbox = mailbox(id);
    var info = ids().remove(id);
    if (mailbox == null || info == null) {
      return;
    }
    octets -= mailbox.totalSize();
    messages -= mailbox.liveCount();
    names().remove(info.name());
    edits.remove(id);
  }

  private void subscribe(LogRecord.Subscribe r) {
    if (subscriptions == null) {
      subscriptions = new TreeSet<>(base.tree().subscriptions());
    }
    var name = new MailboxName(r.name());
    if (r.subscribed()) {
      subscriptions.add(name);
    } else {
      subscriptions.remove(name);
    }
  }

  private TreeMap<Long, MailboxInfo> ids() {
    if (ids == null) {
      var all = new TreeMap<Long, MailboxInfo>();
      base.mailboxes().forEach(entry -> all.put(entry.id(), entry.info()));
      ids = all;
    }
    return ids;
  }

  /**
   * Puts mailboxes on other columns, with what has happened to them meanwhile, and forgets the
   * relocations that nobody needs then.
   *
   * @param to the same as {@code from}, without slots of expunged messages, and nothing in it is
   *     relocated
   * @param mayForget whether nobody asks for what a mailbox has expunged up to a mod-sequence
   * @return whether all could be replaced
   */
  boolean rebase(StoreState from, StoreState to, BiPredicate<MailboxId, Long> mayForget) {
    if (!edits.isEmpty() || ids != null || skippedModSeqs > 0) {
      return false; // other changes of the same commit come first
    }
    boolean all = true;
    var entries = base.mailboxes().toArray(StoreState.Entry[]::new);
    for (int i = 0; i < entries.length; i++) {
      long id = entries[i].id();
      var before = from.entry(id);
      var after = to.entry(id);
      if (before == null || after == null || before.index() == after.index()) {
        continue;
      }
      if (mayReplace(before, mayForget)) {
        entries[i] = rebased(entries[i], before, after);
      } else {
        all = false;
      }
    }
    base = base.with(entries);
    forgetRelocations(from, to);
    return all;
  }

  private static StoreState.Entry rebased(
      StoreState.Entry now, StoreState.Entry then, StoreState.Entry stored) {
    return now.index() == then.index()
        ? new StoreState.Entry(now.info(), stored.index())
        : new StoreState.Entry(now.info(), Rebased.of(now.state(), then.state(), stored.state()));
  }

  private static boolean mayReplace(
      StoreState.Entry before, BiPredicate<MailboxId, Long> mayForget) {
    return before.index().isUnread()
        || !before.state().hasExpunged()
        || mayForget.test(before.info().id(), before.state().lastExpunge());
  }

  private void forgetRelocations(StoreState from, StoreState to) {
    if (relocations.isEmpty() || !to.relocations().isEmpty()) {
      return;
    }
    var needed = new HashSet<Long>();
    for (var entry : base.mailboxes()) {
      var settled = to.entry(entry.id());
      if (settled == null || settled.index() != entry.index()) {
        entry
            .state()
            .forEachBody(
                (pointer, size) -> {
                  if (relocations.contains(pointer)) {
                    needed.add(pointer);
                  }
                });
      }
    }
    var known = from.relocations();
    relocations =
        relocations.retain(pointer -> needed.contains(pointer) || !known.contains(pointer));
  }

  /** The state that has been made; the edit is not used any more. */
  StoreState build() {
    var tree = base.tree();
    if (ids != null || subscriptions != null) {
      tree =
          new MailboxTree(
              ids == null ? tree.mailboxes() : names(),
              subscriptions == null ? tree.subscriptions() : subscriptions);
    }
    return new StoreState(
        tree, entries(), new Usage(octets, messages), nextMailboxId, uidValidityHigh, relocations);
  }

  private List<StoreState.Entry> entries() {
    if (ids == null) {
      return base.with(edits, skippedModSeqs);
    }
    var entries = new StoreState.Entry[ids.size()];
    int i = 0;
    for (var info : ids.values()) {
      long id = info.id().value();
      var edit = edits.get(id);
      entries[i++] = edit == null ? unread(info) : new StoreState.Entry(info, edit.build());
    }
    return StoreState.unmodifiable(entries);
  }

  private StoreState.Entry unread(MailboxInfo info) {
    var entry = base.entry(info.id().value());
    if (entry == null) {
      throw new IllegalStateException("mailbox " + info.id() + " has no state");
    }
    return new StoreState.Entry(info, entry.index()).skipping(skippedModSeqs);
  }
}
