package org.culverhouse.mailbox;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.Uid;
import org.roaringbitmap.PeekableIntIterator;

/**
 * A mailbox as one session sees it: its own sequence numbers, and what its client has been told so
 * far (RFC 9051 sections 2.3.1.2 and 7.5.1). A message that was expunged keeps its number until the
 * client may hear of it, and one that has arrived gets its number when the client does. Belongs to
 * one session.
 */
public final class MailboxView {
  /** So many messages are passed over in the time that looking for one takes. */
  private static final int NEAR = 16;

  /** Whether removed messages may be told now. */
  public enum Expunges {
    TOLD,
    HELD
  }

  /** Hears the news in the order in which the client must. */
  public interface Audience {
    /** Keywords have been used for the first time. */
    void keywords(MailboxSnapshot snapshot);

    /**
     * @param before the messages that have had numbers so far, {@code gone} among them
     */
    void expunged(UidBitmap gone, UidBitmap before);

    void exists(int messages);

    void recent(int messages);

    /** These have come, by the doing of others, and have their numbers now. */
    void arrived(UidBitmap uids);

    void flags(FlagLines lines);
  }

  /** Takes messages in ascending order. */
  public interface Visitor {
    void message(int number, long uid);
  }

  private final Mailbox mailbox;
  private final boolean claims;
  private final EarlierStates earlier = new EarlierStates();
  private final HeldStates held = new HeldStates();
  private Wanted wanted = Wanted.EVERYTHING;
  private MailboxSnapshot told;
  private long arrivalsTold;
  private ModSeq flagsTold;
  private UidBitmap numbers;
  private UidBitmap added = UidBitmap.EMPTY;
  private UidBitmap removed = UidBitmap.EMPTY;
  private UidBitmap recent;
  private int recentTold;
  private ModSeq complete;

  private MailboxView(Mailbox mailbox, boolean claims, MailboxSnapshot first, long recentFrom) {
    this.mailbox = mailbox;
    this.claims = claims;
    this.told = first;
    this.arrivalsTold = first.uidNext();
    this.flagsTold = first.highestModSeq();
    this.numbers = first.live();
    this.recent = from(first.live(), recentFrom);
    this.recentTold = recent.size();
    this.complete = first.highestModSeq();
  }

  /** For SELECT: the recent messages are recent to this session, and to no later one. */
  public static MailboxView select(Mailbox mailbox) {
    // The claim comes first: a message that arrives in between is recent twice rather than never.
    long recentFrom = mailbox.claimRecent();
    return new MailboxView(mailbox, true, mailbox.snapshot(), recentFrom);
  }

  /** For EXAMINE: takes nothing from others (RFC 9051 section 6.3.3). */
  public static MailboxView examine(Mailbox mailbox) {
    var snapshot = mailbox.snapshot();
    return new MailboxView(mailbox, false, snapshot, snapshot.firstRecentUid());
  }

  /** From now on the client wants to hear that; what it did not hear so far is not lost. */
  public void want(Wanted of) {
    wanted = of;
  }

  /** The client itself has put these messages here. */
  public void added(UidBitmap uids) {
    added = added.or(uids);
  }

  /** The client itself has removed these messages. */
  public void removed(UidBitmap uids) {
    removed = removed.or(uids);
  }

  /** The newest state that was looked at; the client knows what it may and wants to know of it. */
  public MailboxSnapshot told() {
    return told;
  }

  /** What the client was told of before {@link #told}. */
  public EarlierStates earlier() {
    return earlier;
  }

  /** Up to this moment everything has been told, expunges too. */
  public ModSeq complete() {
    return complete;
  }

  /** Whether there is something that the client may not hear of yet, or does not want to. */
  public boolean isHolding() {
    return !complete.equals(told.highestModSeq());
  }

  /** Whether messages are gone that the client still counts. */
  public boolean isHoldingExpunges() {
    return !held.isEmpty();
  }

  /** Whether the client counts the messages that were there when the mailbox was looked at. */
  public boolean isCounted() {
    return held.isEmpty() && arrivalsTold == told.uidNext();
  }

  /** The messages that exist for the client. */
  public UidBitmap messages() {
    return numbers;
  }

  public int size() {
    return numbers.size();
  }

  public UidBitmap recent() {
    return recent.and(numbers);
  }

  public boolean isRecent(long uid) {
    return recent.contains(uid);
  }

  public int numberOf(long uid) {
    return numbers.rank(uid);
  }

  public long uidOf(int number) {
    return numbers.select(number);
  }

  /**
   * The first number in the set that no message has. {@code 7:*} in a mailbox of five is not
   * missed: it means the last one, as it does for UIDs.
   */
  public OptionalLong missing(SequenceSet set) {
    return set.ranges().stream()
        .filter(range -> range.from() != SequenceSet.STAR && range.to() != SequenceSet.STAR)
        .mapToLong(range -> Math.max(range.from(), range.to()))
        .filter(number -> number > size())
        .findFirst();
  }

  /** The messages with these sequence numbers; numbers that are missing do not matter. */
  public UidBitmap withNumbers(SequenceSet set) {
    if (numbers.isEmpty()) {
      return UidBitmap.EMPTY;
    }
    var uids = new ArrayList<NumberRange>();
    for (var range : set.resolve(size())) {
      long last = Math.min(range.last(), size());
      if (range.first() <= last) {
        uids.add(new NumberRange(uidOf((int) range.first()), uidOf((int) last)));
      }
    }
    return numbers.within(uids);
  }

  /** The messages with these UIDs; others do not matter (RFC 9051 section 6.4.9). */
  public UidBitmap withUids(SequenceSet set) {
    if (numbers.isEmpty()) {
      return UidBitmap.EMPTY;
    }
    return numbers.within(set.resolve(numbers.last()));
  }

  /** Walks through messages of this view with their numbers. */
  public void forEach(UidBitmap uids, Visitor visitor) {
    if (numbers.isDense()) {
      long before = numbers.first() - 1;
      uids.iterator().forEachRemaining((long uid) -> visitor.message((int) (uid - before), uid));
      return;
    }
    PeekableIntIterator all = numbers.bits().getIntIterator();
    int number = 0;
    for (var wanted = uids.iterator(); wanted.hasNext(); ) {
      long uid = wanted.nextLong();
      int near = number + NEAR;
      while (number < near && all.peekNext() != (int) uid) {
        all.next();
        number++;
      }
      if (all.peekNext() == (int) uid) {
        number++;
      } else {
        all.advanceIfNeeded((int) uid);
        number = numbers.rank(uid);
      }
      all.next();
      visitor.message(number, uid);
    }
  }

  /** The flags that messages of this view have in a state in which all of them are live. */
  public FlagLines flagLines(UidBitmap uids, MailboxSnapshot state) {
    var flags = state.flagReader();
    return line -> {
      boolean withModSeq = line.wantsModSeq();
      forEach(
          uids,
          (number, uid) ->
              line.message(
                  number,
                  uid,
                  flags.flags(uid),
                  isRecent(uid),
                  withModSeq ? state.modSeq(uid).value() : 0));
    };
  }

  /** Where a message can be asked for that the client may still name, gone or not. */
  public Optional<MailboxSnapshot> stateOf(long uid, MailboxSnapshot newest) {
    if (newest.live().contains(uid)) {
      return Optional.of(newest);
    }
    if (told.live().contains(uid)) {
      return Optional.of(told);
    }
    return held.stateOf(uid);
  }

  /** Tells what has happened since the last time. */
  public void tell(Expunges expunges, Audience audience) {
    advance(newest(), UidBitmap.EMPTY, expunges, audience);
  }

  /** Tells what has happened, without the flags of those messages: the client has just got them. */
  public void tellExcept(UidBitmap known, MailboxSnapshot asOf, Audience audience) {
    advance(asOf, known, Expunges.HELD, audience);
  }

  /** Tells the flags of all these messages, and what else has happened (STORE). */
  public void echo(UidBitmap uids, Audience audience) {
    var newest = newest();
    audience.flags(flagLines(uids.and(newest.live()), newest));
    advance(newest, uids, Expunges.HELD, audience);
  }

  /**
   * Takes note of a change that this session has made and does not want to hear of ({@code
   * .SILENT}); where another one has interfered, the flags are told nevertheless (RFC 9051 section
   * 6.4.6).
   */
  public void silence(UidBitmap uids, FlagChange change, Audience audience) {
    var newest = newest();
    var asExpected = uids.andNot(Expectation.missed(told, change, newest, uids));
    advance(newest, asExpected, Expunges.HELD, audience);
  }

  /** The newest state of the mailbox; recent messages are claimed before it is looked at. */
  public MailboxSnapshot newest() {
    var newest = mailbox.snapshot();
    if (newest.uidNext() == told.uidNext()) {
      return newest;
    }
    long recentFrom = newest.firstRecentUid();
    if (claims) {
      recentFrom = mailbox.claimRecent();
      newest = mailbox.snapshot();
    }
    recent = recent.or(from(newest.live(), Math.max(recentFrom, told.uidNext())));
    return newest;
  }

  private void advance(
      MailboxSnapshot next, UidBitmap known, Expunges expunges, Audience audience) {
    if (next == told && !isBehind(expunges)) {
      return;
    }
    var before = told;
    hold(before, next);
    earlier.remember(before, next);
    told = next;
    if (next.keywords().size() > before.keywords().size()) {
      audience.keywords(next);
    }
    if (expunges == Expunges.TOLD) {
      tellExpunged(audience);
    }
    var counted = numbers;
    if (wanted != Wanted.NOTHING || !added.isEmpty()) {
      tellArrived(audience);
    }
    if (wanted == Wanted.EVERYTHING) {
      tellFlags(counted, known, audience);
    }
    if (isAllTold()) {
      complete = told.highestModSeq();
    }
  }

  /** Whether there is something to be told of a state that was looked at already. */
  private boolean isBehind(Expunges expunges) {
    return expunges == Expunges.TOLD && !held.isEmpty()
        || wanted != Wanted.NOTHING && arrivalsTold != told.uidNext()
        || wanted == Wanted.EVERYTHING && !flagsTold.equals(told.highestModSeq())
        || !added.isEmpty();
  }

  private boolean isAllTold() {
    return isCounted() && flagsTold.equals(told.highestModSeq());
  }

  private void hold(MailboxSnapshot before, MailboxSnapshot next) {
    if (next.live() != before.live()) {
      held.add(before, numbers.and(before.live()).andNot(next.live()));
    }
  }

  private void tellExpunged(Audience audience) {
    var gone = numbers.andNot(told.live());
    if (wanted == Wanted.NOTHING) {
      gone = gone.and(removed);
      held.release(gone);
    } else {
      held.clear();
    }
    removed = UidBitmap.EMPTY;
    if (!gone.isEmpty()) {
      audience.expunged(gone, numbers);
    }
    numbers = numbers.andNot(gone).orSame(told.live());
    recent = recent.andNot(gone).orSame(numbers);
  }

  private void tellArrived(Audience audience) {
    var arrived = UidBitmap.EMPTY;
    if (told.uidNext() != arrivalsTold) {
      arrived = from(told.live(), arrivalsTold);
      arrivalsTold = told.uidNext();
    }
    if (!arrived.isEmpty()) {
      numbers = numbers.or(arrived).orSame(told.live());
      audience.exists(numbers.size());
    }
    int recentNow = recent().size();
    if (recentNow != recentTold) {
      recentTold = recentNow;
      audience.recent(recentNow);
    }
    var ofOthers = arrived.andNot(added);
    added = UidBitmap.EMPTY;
    if (!ofOthers.isEmpty()) {
      audience.arrived(ofOthers);
    }
  }

  /**
   * @param counted the messages that the client knew before those that have arrived
   */
  private void tellFlags(UidBitmap counted, UidBitmap known, Audience audience) {
    if (told.highestModSeq().equals(flagsTold)) {
      return;
    }
    var changed = told.changedSince(flagsTold).and(counted).and(told.live()).andNot(known);
    flagsTold = told.highestModSeq();
    if (!changed.isEmpty()) {
      audience.flags(flagLines(changed, told));
    }
  }

  private static UidBitmap from(UidBitmap uids, long first) {
    return uids.within(first, Uid.MAX);
  }
}
