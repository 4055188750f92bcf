package org.culverhouse.mailbox;

import java.time.Instant;
import java.util.List;
import org.culverhouse.api.model.EmailId;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidValidity;

/**
 * A mailbox at one moment; immutable, so sessions compare two of them to know what has happened.
 * Messages that have been expunged since some earlier snapshot can still be asked for by UID, as
 * long as that snapshot is in use.
 */
public interface MailboxSnapshot {
  UidValidity uidValidity();

  /** The UID that the next message will get at least; 2^32 when there is none left. */
  long uidNext();

  ModSeq highestModSeq();

  /** The messages that exist. */
  UidBitmap live();

  /** Those that carry the flag. */
  UidBitmap with(SystemFlag flag);

  UidBitmap with(Keyword keyword);

  /** Every keyword that was ever used here, in the order in which they came. */
  List<Keyword> keywords();

  /** The messages that came or changed after that moment; without those expunged. */
  UidBitmap changedSince(ModSeq modSeq);

  /** The messages that were expunged after that moment, if it is not before the floor. */
  UidBitmap expungedSince(ModSeq modSeq);

  /** From which moment on {@link #expungedSince} is complete. */
  ModSeq expungeFloor();

  /** The smallest UID that no session has been told of as recent (RFC 3501 section 2.3.2). */
  long firstRecentUid();

  FlagSet flags(long uid);

  /** For reading the flags of many live messages, ascending; belongs to one thread. */
  FlagReader flagReader();

  ModSeq modSeq(long uid);

  /** RFC822.SIZE. */
  long size(long uid);

  Instant internalDate(long uid);

  /** When the message came into this mailbox. */
  Instant saveDate(long uid);

  EmailId emailId(long uid);

  /** Those among the messages, all of which exist, that have so many octets. */
  UidBitmap sized(long least, long most, UidBitmap among);

  /** Those among the messages, all of which exist, that came then, in seconds since 1970. */
  UidBitmap arrived(long first, long last, UidBitmap among);

  /** The sum of the sizes of what is live. */
  long totalSize();
}
