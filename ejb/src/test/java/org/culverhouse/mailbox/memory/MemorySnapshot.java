package org.culverhouse.mailbox.memory;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.culverhouse.api.model.EmailId;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.FlagReader;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/** One state of a {@link MemoryMailbox}; the map is never changed. */
record MemorySnapshot(
    UidValidity uidValidity,
    long uidNext,
    ModSeq highestModSeq,
    List<Keyword> keywords,
    long firstRecentUid,
    NavigableMap<Long, MemoryMessage> messages)
    implements MailboxSnapshot {

  @Override
  public UidBitmap live() {
    return those(message -> true);
  }

  @Override
  public UidBitmap with(SystemFlag flag) {
    return those(message -> message.flags().contains(flag));
  }

  @Override
  public UidBitmap with(Keyword keyword) {
    return those(message -> message.flags().keywords().contains(keyword));
  }

  @Override
  public UidBitmap changedSince(ModSeq modSeq) {
    return those(message -> message.modSeq().compareTo(modSeq) > 0);
  }

  /** Nothing is remembered of what was expunged. */
  @Override
  public UidBitmap expungedSince(ModSeq modSeq) {
    return UidBitmap.EMPTY;
  }

  @Override
  public ModSeq expungeFloor() {
    return highestModSeq;
  }

  private UidBitmap those(Predicate<MemoryMessage> predicate) {
    var bits = new RoaringBitmap();
    messages.values().stream().filter(predicate).forEach(m -> bits.add((int) m.uid()));
    return UidBitmap.wrap(bits);
  }

  @Override
  public FlagSet flags(long uid) {
    return get(uid).flags();
  }

  @Override
  public FlagReader flagReader() {
    return this::flags;
  }

  @Override
  public ModSeq modSeq(long uid) {
    return get(uid).modSeq();
  }

  @Override
  public long size(long uid) {
    return get(uid).octets().length;
  }

  @Override
  public Instant internalDate(long uid) {
    return get(uid).internalDate();
  }

  @Override
  public Instant saveDate(long uid) {
    return internalDate(uid);
  }

  /** Copies share their octets. */
  @Override
  public EmailId emailId(long uid) {
    return new EmailId(0, System.identityHashCode(get(uid).octets()));
  }

  @Override
  public UidBitmap sized(long least, long most, UidBitmap among) {
    return those(among, uid -> size(uid) >= least && size(uid) <= most);
  }

  @Override
  public UidBitmap arrived(long first, long last, UidBitmap among) {
    return those(
        among,
        uid -> {
          long date = internalDate(uid).getEpochSecond();
          return date >= first && date <= last;
        });
  }

  private static UidBitmap those(UidBitmap among, LongPredicate wanted) {
    var found = new RoaringBitmap();
    for (var uids = among.iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      if (wanted.test(uid)) {
        found.add((int) uid);
      }
    }
    return UidBitmap.wrap(found);
  }

  @Override
  public long totalSize() {
    return messages.values().stream().mapToLong(message -> message.octets().length).sum();
  }

  MemoryMessage get(long uid) {
    var message = messages.get(uid);
    if (message == null) {
      throw new MailException(Reason.EXPUNGED, "message " + uid + " is gone");
    }
    return message;
  }
}
