package org.culverhouse.index;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.culverhouse.api.model.EmailId;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.FlagReader;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxCounts;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/**
 * A mailbox at one moment, in columns and bitmaps; immutable. What has not changed is shared with
 * the state before. Expunged messages keep their slots, and with them what is known of them.
 */
public final class MailboxState implements MailboxSnapshot {
  /** Below this part of all messages, each is asked alone. */
  private static final int FEW = 64;

  private final UidValidity uidValidity;
  final long uidNext;
  final long highestModSeq;
  final long firstRecentUid;
  final long totalSize;

  /** Every message that has a slot. */
  final UidBitmap uids;

  /** The first of these if there is no gap between them, else -1: what is asked most often. */
  private final long firstOfDense;

  final UidBitmap live;
  final FlagMaps flags;

  /** The flags that the expunged messages had. */
  final FlagMaps expungedFlags;

  final List<Keyword> keywords;
  private final Map<Keyword, Integer> keywordNumbers;
  final ModSeqs modSeqs;
  final Columns columns;
  final ExpungeHistory history;

  MailboxState(
      UidValidity uidValidity,
      Counters counters,
      UidBitmap uids,
      UidBitmap live,
      FlagMaps flags,
      FlagMaps expungedFlags,
      List<Keyword> keywords,
      Map<Keyword, Integer> keywordNumbers,
      ModSeqs modSeqs,
      Columns columns,
      ExpungeHistory history) {
    this.uidValidity = uidValidity;
    this.uidNext = counters.uidNext();
    this.highestModSeq = counters.highestModSeq();
    this.firstRecentUid = counters.firstRecentUid();
    this.totalSize = counters.totalSize();
    this.uids = uids;
    this.firstOfDense = uids.isDense() ? uids.first() : -1;
    this.live = live;
    this.flags = flags;
    this.expungedFlags = expungedFlags;
    this.keywords = keywords;
    this.keywordNumbers = keywordNumbers;
    this.modSeqs = modSeqs;
    this.columns = columns;
    this.history = history;
  }

  /** The numbers of a mailbox that go up. */
  record Counters(long uidNext, long highestModSeq, long firstRecentUid, long totalSize) {}

  /** A mailbox without messages. */
  public static MailboxState empty(UidValidity uidValidity) {
    return new MailboxState(
        uidValidity,
        new Counters(1, 1, 1, 0),
        UidBitmap.EMPTY,
        UidBitmap.EMPTY,
        FlagMaps.EMPTY,
        FlagMaps.EMPTY,
        List.of(),
        Map.of(),
        ModSeqs.EMPTY,
        Columns.EMPTY,
        ExpungeHistory.EMPTY);
  }

  static Map<Keyword, Integer> numbers(List<Keyword> keywords) {
    var numbers = new HashMap<Keyword, Integer>();
    for (int i = 0; i < keywords.size(); i++) {
      numbers.putIfAbsent(keywords.get(i), i);
    }
    return numbers;
  }

  Map<Keyword, Integer> keywordNumbers() {
    return keywordNumbers;
  }

  @Override
  public UidValidity uidValidity() {
    return uidValidity;
  }

  @Override
  public long uidNext() {
    return uidNext;
  }

  @Override
  public ModSeq highestModSeq() {
    return new ModSeq(highestModSeq);
  }

  @Override
  public UidBitmap live() {
    return live;
  }

  MailboxCounts counts() {
    return new MailboxCounts(
        uidValidity,
        uidNext,
        highestModSeq(),
        live.size(),
        live.size() - with(SystemFlag.SEEN).size(),
        with(SystemFlag.DELETED).size(),
        totalSize);
  }

  @Override
  public UidBitmap with(SystemFlag flag) {
    return flags.with(flag);
  }

  @Override
  public UidBitmap with(Keyword keyword) {
    return flags.withKeyword(keywordNumber(keyword));
  }

  /** The number of a keyword in this mailbox, or -1. */
  public int keywordNumber(Keyword keyword) {
    return keywordNumbers.getOrDefault(keyword, -1);
  }

  @Override
  public List<Keyword> keywords() {
    return keywords;
  }

  @Override
  public UidBitmap changedSince(ModSeq modSeq) {
    if (modSeq.value() >= highestModSeq) {
      return UidBitmap.EMPTY;
    }
    var changed = new SlotSet(uids.size());
    modSeqs.above(modSeq.value(), changed);
    return changed.uids(uids).and(live);
  }

  @Override
  public UidBitmap expungedSince(ModSeq modSeq) {
    return history.since(modSeq.value());
  }

  @Override
  public ModSeq expungeFloor() {
    return new ModSeq(history.floor());
  }

  @Override
  public long firstRecentUid() {
    return firstRecentUid;
  }

  @Override
  public FlagSet flags(long uid) {
    return (live.contains(uid) ? flags : expungedFlags).flags(uid, keywords);
  }

  @Override
  public FlagReader flagReader() {
    return KeptFlagSets.of(flags, keywords);
  }

  @Override
  public ModSeq modSeq(long uid) {
    return new ModSeq(modSeqs.get(slot(uid)));
  }

  @Override
  public long size(long uid) {
    return columns.size(slot(uid));
  }

  @Override
  public UidBitmap sized(long least, long most, UidBitmap among) {
    return within(Zones.Field.SIZE, least, most, among);
  }

  @Override
  public UidBitmap arrived(long first, long last, UidBitmap among) {
    return within(Zones.Field.INTERNAL_DATE, first, last, among);
  }

  private UidBitmap within(Zones.Field field, long least, long most, UidBitmap among) {
    if (least > most || among.isEmpty()) {
      return UidBitmap.EMPTY;
    }
    if (among.size() < uids.size() / FEW) {
      var found = new RoaringBitmap();
      for (var members = among.iterator(); members.hasNext(); ) {
        long uid = members.nextLong();
        long number = columns.number(field, slot(uid));
        if (number >= least && number <= most) {
          found.add((int) uid);
        }
      }
      return UidBitmap.wrap(found);
    }
    var found = new SlotSet(uids.size());
    columns.select(field, slot(among.first()), slot(among.last()), least, most, found);
    return found.uids(uids).and(among);
  }

  @Override
  public Instant internalDate(long uid) {
    return instant(columns.internalDate(slot(uid)));
  }

  @Override
  public Instant saveDate(long uid) {
    return instant(row(uid).savedDate());
  }

  @Override
  public EmailId emailId(long uid) {
    var row = row(uid);
    return new EmailId(row.emailIdHigh(), row.emailIdLow());
  }

  /** A damaged date is far away, and no reason to refuse the message. */
  private static Instant instant(long second) {
    return Instant.ofEpochSecond(
        Math.clamp(second, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
  }

  /** Everything that does not change about a message. */
  public MessageRow row(long uid) {
    return columns.row(slot(uid));
  }

  /** The part of {@link #row} that tells one body from others. */
  public BodyPlace body(long uid) {
    return columns.body(slot(uid));
  }

  @Override
  public long totalSize() {
    return totalSize;
  }

  /** Tells where the bodies of all messages are that exist. */
  public void forEachPointer(java.util.function.LongConsumer consumer) {
    Slots.forEachRun(
        uids,
        live,
        (from, to) -> {
          for (int slot = from; slot < to; slot++) {
            consumer.accept(columns.pointer(slot));
          }
        });
  }

  /** Takes a body: where the store keeps it, and how large it is. */
  public interface BodyConsumer {
    void body(long pointer, long size);
  }

  /** Tells the bodies of all messages that can be asked for, expunged ones among them. */
  public void forEachBody(BodyConsumer consumer) {
    int slots = uids.size();
    for (int slot = 0; slot < slots; slot++) {
      consumer.body(columns.pointer(slot), columns.size(slot));
    }
  }

  /** Whether there are slots of expunged messages. */
  public boolean hasExpunged() {
    return uids.size() > live.size();
  }

  /** All that has been expunged was so at this mod-sequence or before. */
  public long lastExpunge() {
    return history.last();
  }

  /** Whether all rows are those of a file. */
  public boolean isStored() {
    return columns.isStored(uids.size());
  }

  private int slot(long uid) {
    if (!uids.contains(uid)) {
      throw new MailException(Reason.EXPUNGED, "There is no message with UID " + uid);
    }
    return firstOfDense >= 0 ? (int) (uid - firstOfDense) : Slots.of(uids, uid);
  }
}
