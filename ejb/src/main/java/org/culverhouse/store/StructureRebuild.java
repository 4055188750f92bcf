package org.culverhouse.store;

import java.io.IOException;
import org.culverhouse.mailbox.MailException;

/** Makes the cache files of a store anew from the bodies of its messages. One thread. */
final class StructureRebuild {
  private final AccountStore store;
  private final Structures structures;
  private final Progress progress;
  private long done;
  private long total;
  private long unreadable;

  /** Is told how far it is, in octets of messages; a copy counts again. */
  interface Progress {
    void at(long done, long total);
  }

  StructureRebuild(AccountStore store, Structures structures, Progress progress) {
    this.store = store;
    this.structures = structures;
    this.progress = progress;
  }

  /** Returns how many messages could not be read; those are left out. */
  long run() throws IOException {
    structures.forgetAll();
    var mailboxes = store.state().mailboxes();
    mailboxes.forEach(mailbox -> total += mailbox.state().totalSize());
    mailboxes.forEach(this::rebuild);
    return unreadable;
  }

  private void rebuild(StoreState.Entry mailbox) {
    var info = mailbox.info();
    for (var uids = mailbox.state().live().iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      try {
        store.structure(info.id(), info.uidValidity(), uid);
      } catch (MailException e) {
        unreadable++;
      }
      done += mailbox.state().size(uid);
      progress.at(done, total);
    }
  }
}
