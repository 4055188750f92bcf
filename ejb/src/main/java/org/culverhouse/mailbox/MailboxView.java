package org.culverhouse.mailbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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
  /** How many older snapshots are kept for messages whose end the client has not heard of. */
  private static final int MAX_HELD = 32;

  /** How many states are remembered that the client was told of before. */
  private static final int MAX_EARLIER = 4;

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

    void flags(FlagLines lines);
  }

  /** Takes messages in ascending order. */
  public interface Visitor {
    void message(int number, long uid);
  }

  /** The state in which messages that are gone, but not told as gone, were last seen. */
  private record Held(MailboxSnapshot snapshot, UidBitmap uids) {}

  private final Mailbox mailbox;
  private final boolean claims;
  private final List<Held> held = new ArrayList<>();
  private final ArrayDeque<MailboxSnapshot> earlier = new ArrayDeque<>();
  private MailboxSnapshot told;
  private UidBitmap numbers;
  private UidBitmap recent;
  private int recentTold;
  private ModSeq complete;

  private MailboxView(Mailbox mailbox, boolean claims, MailboxSnapshot first, long recentFrom) {
    this.mailbox = mailbox;
    this.claims = claims;
    this.told = first;
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

  /** The state that the client knows, except for expunges that are held back. */
  public MailboxSnapshot told() {
    return told;
  }

  /** The same, and the last few before it: what a client says may have been written earlier. */
  public List<MailboxSnapshot> toldLately() {
    var states = new ArrayList<MailboxSnapshot>();
    states.add(told);
    states.addAll(earlier);
    return states;
  }

  /** Up to this moment everything has been told, expunges too. */
  public ModSeq complete() {
    return complete;
  }

  /** Whether messages are gone that the client may not hear of yet. */
  public boolean isHolding() {
    return !held.isEmpty();
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
    return held.stream()
        .filter(state -> state.uids().contains(uid))
        .findFirst()
        .map(Held::snapshot);
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
    if (next == told && (expunges == Expunges.HELD || held.isEmpty())) {
      return;
    }
    var before = told;
    hold(before, next);
    remember(before, next);
    told = next;
    if (next.keywords().size() > before.keywords().size()) {
      audience.keywords(next);
    }
    if (expunges == Expunges.TOLD) {
      tellExpunged(audience);
    }
    tellArrived(before, audience);
    tellFlags(before, known, audience);
    if (held.isEmpty()) {
      complete = told.highestModSeq();
    }
  }

  private void remember(MailboxSnapshot before, MailboxSnapshot next) {
    if (!before.highestModSeq().equals(next.highestModSeq())) {
      earlier.addFirst(before);
      if (earlier.size() > MAX_EARLIER) {
        earlier.removeLast();
      }
    }
  }

  private void hold(MailboxSnapshot before, MailboxSnapshot next) {
    if (next.live() == before.live()) {
      return;
    }
    var gone = numbers.and(before.live()).andNot(next.live());
    if (gone.isEmpty()) {
      return;
    }
    if (held.size() == MAX_HELD) {
      held.removeFirst();
    }
    held.add(new Held(before, gone));
  }

  private void tellExpunged(Audience audience) {
    held.clear();
    var gone = numbers.andNot(told.live());
    if (!gone.isEmpty()) {
      audience.expunged(gone, numbers);
    }
    numbers = numbers.andNot(gone);
    recent = recent.andNot(gone);
  }

  private void tellArrived(MailboxSnapshot before, Audience audience) {
    if (told.uidNext() != before.uidNext()) {
      var arrived = from(told.live(), before.uidNext());
      if (!arrived.isEmpty()) {
        numbers = numbers.or(arrived);
        audience.exists(numbers.size());
      }
    }
    int recentNow = recent().size();
    if (recentNow != recentTold) {
      recentTold = recentNow;
      audience.recent(recentNow);
    }
  }

  private void tellFlags(MailboxSnapshot before, UidBitmap known, Audience audience) {
    if (told.highestModSeq().equals(before.highestModSeq())) {
      return;
    }
    var changed =
        told.changedSince(before.highestModSeq())
            .and(before.live())
            .and(told.live())
            .and(numbers)
            .andNot(known);
    if (!changed.isEmpty()) {
      audience.flags(flagLines(changed, told));
    }
  }

  private static UidBitmap from(UidBitmap uids, long first) {
    return uids.within(first, Uid.MAX);
  }
}
