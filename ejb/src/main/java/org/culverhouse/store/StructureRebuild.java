package org.culverhouse.store;

import java.io.IOException;
import org.culverhouse.index.MailboxState;
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
    mailboxes.forEach(mailbox -> rebuild(mailbox.state()));
    return unreadable;
  }

  private void rebuild(MailboxState mailbox) {
    for (var uids = mailbox.live().iterator(); uids.hasNext(); ) {
      var row = mailbox.row(uids.nextLong());
      try {
        store.structure(row);
      } catch (MailException e) {
        unreadable++;
      }
      done += row.size();
      progress.at(done, total);
    }
  }
}
