package org.culverhouse.store;

import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.UidBitmap;

/** EXPUNGE; the answer is the messages that were there. */
record ExpungeMessages(MailboxId id, UidValidity validity, UidBitmap uids)
    implements Change<UidBitmap> {
  private static final int RECORD = 256;

  @Override
  public Space space() {
    return Space.FREES;
  }

  @Override
  public long octets() {
    return RECORD + uids.bits().getLongSizeInBytes();
  }

  @Override
  public UidBitmap plan(Plan plan) {
    var mailbox = plan.mailbox(id, validity);
    var existing = mailbox.existing(uids);
    if (!existing.isEmpty()) {
      plan.record(new LogRecord.Expunge(id.value(), mailbox.highestModSeq() + 1, existing));
    }
    return existing;
  }
}
