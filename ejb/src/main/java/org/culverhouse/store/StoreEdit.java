package org.culverhouse.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.MailboxEdit;
import org.culverhouse.index.MailboxState;
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
  private final StoreState base;
  private final Map<Long, MailboxEdit> edits = new HashMap<>();
  private @Nullable TreeMap<Long, MailboxInfo> ids;
  private @Nullable TreeMap<MailboxName, MailboxInfo> names;
  private @Nullable TreeSet<MailboxName> subscriptions;
  private long octets;
  private long messages;
  private long nextMailboxId;
  private long uidValidityHigh;

  /** What mailboxes without an edit have to skip. */
  private long skippedModSeqs;

  StoreEdit(StoreState base) {
    this.base = base;
    octets = base.usage().octets();
    messages = base.usage().messages();
    nextMailboxId = base.nextMailboxId();
    uidValidityHigh = base.uidValidityHigh();
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
        tree, entries(), new Usage(octets, messages), nextMailboxId, uidValidityHigh);
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
