package org.culverhouse.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.index.MailboxEdit;
import org.culverhouse.index.MailboxIndex;
import org.culverhouse.index.MailboxState;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.Usage;
import org.jspecify.annotations.Nullable;

/**
 * A store at one moment; immutable.
 *
 * @param mailboxes by ascending id
 * @param nextMailboxId never goes down
 * @param uidValidityHigh the largest UIDVALIDITY ever given to a mailbox
 * @param relocations where bodies are to which mailboxes still point at an earlier place
 */
record StoreState(
    MailboxTree tree,
    List<Entry> mailboxes,
    Usage usage,
    long nextMailboxId,
    long uidValidityHigh,
    Relocations relocations) {
  static final StoreState EMPTY =
      new StoreState(
          new MailboxTree(new TreeMap<>(), new TreeSet<>()),
          List.of(),
          Usage.NONE,
          1,
          0,
          Relocations.NONE);

  /** A mailbox with its messages, which may not have been read yet. */
  record Entry(MailboxInfo info, MailboxIndex index) {
    Entry(MailboxInfo info, MailboxState state) {
      this(info, MailboxIndex.of(state));
    }

    long id() {
      return info.id().value();
    }

    MailboxState state() {
      return index.state();
    }

    Entry skipping(long modSeqs) {
      return modSeqs == 0 ? this : new Entry(info, index.skipping(modSeqs));
    }
  }

  /** Where the mailbox is in the list, or below zero. */
  private int index(long mailbox) {
    int low = 0;
    int high = mailboxes.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(mailboxes.get(middle).id(), mailbox);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  @Nullable Entry entry(long mailbox) {
    int index = index(mailbox);
    return index < 0 ? null : mailboxes.get(index);
  }

  @Nullable MailboxState find(long mailbox) {
    var entry = entry(mailbox);
    return entry == null ? null : entry.state();
  }

  @Nullable MailboxState find(MailboxId mailbox) {
    return find(mailbox.value());
  }

  /** The same mailboxes, some of them changed, the others without these mod-sequences. */
  List<Entry> with(Map<Long, MailboxEdit> edits, long skippedModSeqs) {
    if (edits.isEmpty() && skippedModSeqs == 0) {
      return mailboxes;
    }
    var entries = mailboxes.toArray(Entry[]::new);
    for (int i = 0; skippedModSeqs > 0 && i < entries.length; i++) {
      entries[i] = entries[i].skipping(skippedModSeqs);
    }
    edits.forEach(
        (id, edit) -> {
          int index = index(id);
          entries[index] = new Entry(entries[index].info, edit.build());
        });
    return unmodifiable(entries);
  }

  /** The same with these mailboxes, in whatever form. */
  StoreState with(Entry[] entries) {
    return new StoreState(
        tree, unmodifiable(entries), usage, nextMailboxId, uidValidityHigh, relocations);
  }

  static List<Entry> unmodifiable(Entry[] entries) {
    return Collections.unmodifiableList(Arrays.asList(entries));
  }
}
