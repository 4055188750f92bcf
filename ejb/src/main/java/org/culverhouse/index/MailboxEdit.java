package org.culverhouse.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The next state of a mailbox in the making: what a record of the log does to it, whether it is
 * being written or read again. One writer. It checks nothing but its own bounds: a message with a
 * UID below UIDNEXT is passed over, and so are UIDs that do not exist.
 */
public final class MailboxEdit {
  private static final long MAX_UID_NEXT = 1L << 32;

  private static final int COMPRESS_EACH = 256;

  private final MailboxState base;
  private UidValidity uidValidity;
  private boolean changed;
  private long uidNext;
  private long highestModSeq;
  private long firstRecentUid;
  private long totalSize;
  private int slots;
  private int liveCount;
  private boolean compress;
  private final BitmapEdit uids;
  private final BitmapEdit live;
  private final FlagMapsEdit flags;
  private final FlagMapsEdit expungedFlags;
  private List<Keyword> keywords;
  private Map<Keyword, Integer> keywordNumbers;
  private ModSeqEdit modSeqs;
  private Columns columns;
  private ExpungeHistory history;
  private final List<ExpungeHistory.Entry> expunged = new ArrayList<>();
  private final RoaringBitmap flagsChanged = new RoaringBitmap();

  public MailboxEdit(MailboxState base) {
    this.base = base;
    uidValidity = base.uidValidity();
    uidNext = base.uidNext;
    highestModSeq = base.highestModSeq;
    firstRecentUid = base.firstRecentUid;
    totalSize = base.totalSize;
    slots = base.uids.size();
    liveCount = base.live.size();
    uids = new BitmapEdit(base.uids);
    live = new BitmapEdit(base.live);
    flags = new FlagMapsEdit(base.flags);
    expungedFlags = new FlagMapsEdit(base.expungedFlags);
    keywords = base.keywords;
    keywordNumbers = base.keywordNumbers();
    modSeqs = new ModSeqEdit(base.modSeqs);
    columns = base.columns;
    history = base.history;
  }

  public long uidNext() {
    return uidNext;
  }

  public long highestModSeq() {
    return highestModSeq;
  }

  public long firstRecentUid() {
    return firstRecentUid;
  }

  public long totalSize() {
    return totalSize;
  }

  public int liveCount() {
    return liveCount;
  }

  public UidValidity uidValidity() {
    return uidValidity;
  }

  public int keywordCount() {
    return keywords.size();
  }

  /** The number of a keyword, or -1. */
  public int keywordNumber(Keyword keyword) {
    return keywordNumbers.getOrDefault(keyword, -1);
  }

  public Keyword keyword(int number) {
    return keywords.get(number);
  }

  /** Those of {@code some} that exist. */
  public UidBitmap existing(UidBitmap some) {
    return UidBitmap.wrap(RoaringBitmap.and(live.read(), some.bits()));
  }

  /** Those of {@code some} that came or changed after that moment, this edit included. */
  public UidBitmap changedSince(ModSeq modSeq, UidBitmap some) {
    var changed = base.changedSince(modSeq).or(UidBitmap.wrap(flagsChanged.clone()));
    return some.and(changed.or(some.within(base.uidNext(), Uid.MAX)));
  }

  /** The sum of the sizes of {@code some}, all of which exist. */
  public long sizeOf(UidBitmap some) {
    return columns.sumOfSizes(UidBitmap.wrap(uids.read()), some);
  }

  public UidBitmap live() {
    return UidBitmap.wrap(live.read().clone());
  }

  /** Those of {@code some} that carry the flag; only to be read, until the next change. */
  public RoaringBitmap with(SystemFlag flag) {
    return flags.system(flag.ordinal()).read();
  }

  public RoaringBitmap withKeyword(int number) {
    return flags.keyword(number).read();
  }

  public void defineKeyword(int number, Keyword keyword) {
    var more = new ArrayList<>(keywords);
    while (more.size() < number) {
      more.add(new Keyword("lost-" + more.size()));
    }
    if (number == more.size()) {
      more.add(keyword);
    }
    changed = true;
    keywords = List.copyOf(more);
    keywordNumbers = MailboxState.numbers(keywords);
  }

  public void append(
      long uid, long modSeq, MessageRow row, int systemBits, int[] keywordNumbersOfMessage) {
    if (uid < uidNext) {
      return;
    }
    for (int number : keywordNumbersOfMessage) {
      if (number >= keywords.size()) {
        throw new IllegalArgumentException("keyword " + number + " of " + keywords.size());
      }
    }
    uids.add(uid);
    live.add(uid);
    flags.add(uid, systemBits, keywordNumbersOfMessage);
    columns = columns.append(slots, row);
    modSeqs.append(modSeq);
    slots++;
    liveCount++;
    compress |= slots % COMPRESS_EACH == 0;
    totalSize += row.size();
    uidNext = uid + 1;
    raise(modSeq);
  }

  /**
   * Copies of messages with all their flags, which get consecutive UIDs; the source may be this
   * mailbox.
   */
  public void copyFrom(
      MailboxEdit source, UidBitmap some, long firstUid, long modSeq, long savedDate) {
    if (firstUid < uidNext || some.isEmpty()) {
      return;
    }
    checkUidNext(firstUid + some.size());
    var existing = source.existing(some);
    var copied = translated(existing.bits(), some, firstUid);
    copyFlags(source, existing, some, firstUid);
    var runs = new ArrayList<int[]>();
    Slots.forEachRun(
        UidBitmap.wrap(source.uids.read()), existing, (from, to) -> runs.add(new int[] {from, to}));
    var rows = source.columns;
    for (var run : runs) {
      for (int slot = run[0]; slot < run[1]; slot++) {
        var row = rows.row(slot).savedAt(savedDate);
        columns = columns.append(slots, row);
        modSeqs.append(modSeq);
        totalSize += row.size();
        slots++;
        liveCount++;
      }
    }
    uids.addAll(copied);
    live.addAll(copied);
    compress = true;
    uidNext = firstUid + some.size();
    raise(modSeq);
  }

  private static void checkUidNext(long next) {
    if (next < 0 || next > MAX_UID_NEXT) {
      throw new IllegalArgumentException("next UID " + next);
    }
  }

  private void copyFlags(MailboxEdit source, UidBitmap existing, UidBitmap some, long firstUid) {
    for (int i = 0; i < SystemFlag.values().length; i++) {
      var members = RoaringBitmap.and(source.flags.system(i).read(), existing.bits());
      flags.system(i).addAll(translated(members, some, firstUid));
    }
    for (int number = 0; number < source.flags.keywords(); number++) {
      var members = RoaringBitmap.and(source.flags.keyword(number).read(), existing.bits());
      int target = members.isEmpty() ? -1 : keywordNumber(source.keyword(number));
      if (target >= 0) {
        flags.keyword(target).addAll(translated(members, some, firstUid));
      }
    }
  }

  /** The members, each as {@code firstUid} and its position among {@code all}. */
  private static RoaringBitmap translated(RoaringBitmap members, UidBitmap all, long firstUid) {
    if (members.getCardinality() == all.size()) {
      return RoaringBitmap.bitmapOfRange(firstUid, firstUid + all.size());
    }
    var translated = new RoaringBitmap();
    var uids = all.bits().getIntIterator();
    var ints = members.getIntIterator();
    for (long target = firstUid; ints.hasNext(); ) {
      int member = ints.next();
      while (uids.next() != member) {
        target++;
      }
      translated.add((int) target++);
    }
    return translated;
  }

  /** Each of the messages loses {@code removed} and then gets {@code added}. */
  public void change(UidBitmap some, FlagEdit edit, long modSeq) {
    var existing = existing(some);
    for (var flag : SystemFlag.values()) {
      apply(
          flags.system(flag.ordinal()),
          existing.bits(),
          (edit.addedBits() & flag.bit()) != 0,
          (edit.removedBits() & flag.bit()) != 0);
    }
    for (int number = 0; number < keywords.size(); number++) {
      if (edit.adds(number) || edit.removes(number)) {
        apply(flags.keyword(number), existing.bits(), edit.adds(number), edit.removes(number));
      }
    }
    SlotBlock.forEach(UidBitmap.wrap(uids.read()), existing, block -> modSeqs.set(block, modSeq));
    flagsChanged.or(existing.bits());
    raise(modSeq);
  }

  private static void apply(BitmapEdit flag, RoaringBitmap some, boolean add, boolean remove) {
    if (add) {
      flag.addAll(some);
    } else if (remove) {
      flag.removeAll(some);
    }
  }

  /** Nobody asks for the modseqs of expunged messages again: their history has them. */
  public void expunge(UidBitmap some, long modSeq) {
    var existing = existing(some);
    totalSize -= sizeOf(existing);
    liveCount -= existing.size();
    live.removeAll(existing.bits());
    flags.moveTo(expungedFlags, existing.bits());
    existing.bits().runOptimize(); // it is remembered for long
    expunged.add(new ExpungeHistory.Entry(modSeq, existing));
    raise(modSeq);
  }

  public void claimRecent(long firstRecent) {
    firstRecentUid = Math.max(firstRecentUid, firstRecent);
    changed = true;
  }

  public void raiseUidNext(long next) {
    checkUidNext(next);
    uidNext = Math.max(uidNext, next);
    changed = true;
  }

  /**
   * The messages get UIDs from 1 on, in the same order. All else about them stays, except that they
   * have changed now; what was expunged is forgotten.
   */
  public void renumber(UidValidity validity, long modSeq) {
    var all = live();
    firstRecentUid = all.rank(firstRecentUid - 1) + 1L;
    var before = columns;
    columns = Columns.EMPTY;
    modSeqs = new ModSeqEdit(ModSeqs.EMPTY);
    slots = 0;
    Slots.forEachRun(
        UidBitmap.wrap(uids.read()),
        all,
        (from, to) -> {
          for (int slot = from; slot < to; slot++) {
            columns = columns.append(slots++, before.row(slot));
            modSeqs.append(modSeq);
          }
        });
    flags.replaceEach(members -> translated(members, all, 1));
    expungedFlags.replaceEach(members -> new RoaringBitmap());
    uids.replace(RoaringBitmap.bitmapOfRange(1, 1L + slots));
    live.replace(RoaringBitmap.bitmapOfRange(1, 1L + slots));
    expunged.clear();
    history = new ExpungeHistory(modSeq, List.of());
    uidValidity = validity;
    uidNext = 1L + slots;
    raise(modSeq);
  }

  /** Leaves out mod-sequences that somebody may have been told of. */
  public void skipModSeqs(long count) {
    highestModSeq += count;
    changed |= count > 0;
  }

  private void raise(long modSeq) {
    changed = true;
    highestModSeq = Math.max(highestModSeq, modSeq);
  }

  /** The state that has been made; the edit is not used any more. */
  public MailboxState build() {
    if (!changed) {
      return base;
    }
    if (compress) {
      uids.compress();
      live.compress();
    }
    return new MailboxState(
        uidValidity,
        new MailboxState.Counters(uidNext, highestModSeq, firstRecentUid, totalSize),
        uids.build(),
        live.build(),
        flags.build(),
        expungedFlags.build(),
        keywords,
        keywordNumbers,
        modSeqs.build(),
        columns,
        history.with(expunged));
  }
}
