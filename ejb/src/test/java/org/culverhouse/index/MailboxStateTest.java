package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

/** The states of a mailbox against a list of its messages, over random changes. */
class MailboxStateTest {
  private static final List<Keyword> KEYWORDS =
      List.of(new Keyword("$Junk"), new Keyword("todo"), new Keyword("$Forwarded"));

  /** A message of the list. */
  private static final class Message {
    private long uid;
    private final MessageRow row;
    private final Set<Flag> flags = new TreeSet<>((a, b) -> a.wireName().compareTo(b.wireName()));
    private long modSeq;

    Message(long uid, MessageRow row, long modSeq) {
      this.uid = uid;
      this.row = row;
      this.modSeq = modSeq;
    }

    Message copy() {
      var copy = new Message(uid, row, modSeq);
      copy.flags.addAll(flags);
      return copy;
    }
  }

  private final List<Message> list = new ArrayList<>();
  private final TreeMap<Long, Long> expunged = new TreeMap<>();
  private long uidNext = 1;
  private long modSeq = 1;
  private MailboxState state = MailboxState.empty(new UidValidity(7));
  private SplittableRandom random = new SplittableRandom();

  private Set<Long> some(int luck) {
    var some = new TreeSet<Long>();
    for (var message : list) {
      if (random.nextInt(luck) == 0) {
        some.add(message.uid);
      }
    }
    return some;
  }

  private static UidBitmap bitmap(Iterable<Long> uids) {
    var bits = new RoaringBitmap();
    uids.forEach(uid -> bits.add(uid.intValue()));
    return UidBitmap.wrap(bits);
  }

  private void append(MailboxEdit edit, int count) {
    makeUids(edit, count);
    modSeq++;
    for (int i = 0; i < count; i++) {
      uidNext += uidNext < 1L << 31 && random.nextInt(20) == 0 ? random.nextInt(70_000) : 0;
      var row =
          new MessageRow(
              random.nextLong() >>> 1,
              random.nextInt(1 << 20),
              random.nextInt(),
              random.nextInt(),
              random.nextLong(),
              random.nextLong(),
              0);
      var message = new Message(uidNext, row, modSeq);
      int bits = random.nextInt(32);
      for (var flag : SystemFlag.values()) {
        if ((bits & flag.bit()) != 0) {
          message.flags.add(flag);
        }
      }
      int keyword = random.nextInt(KEYWORDS.size());
      message.flags.add(KEYWORDS.get(keyword));
      edit.append(uidNext, modSeq, row, bits, new int[] {keyword});
      list.add(message);
      uidNext++;
    }
  }

  private void change(MailboxEdit edit, Set<Long> some) {
    modSeq++;
    int added = random.nextInt(32);
    int removed = random.nextInt(32);
    int keyword = random.nextInt(KEYWORDS.size());
    boolean removesOthers = random.nextBoolean();
    var keywords = random.nextBoolean() ? new int[] {keyword} : new int[0];
    var lost = random.nextBoolean() ? new int[] {keyword} : new int[0];
    edit.change(bitmap(some), new FlagEdit(added, removed, keywords, lost, removesOthers), modSeq);
    for (var message : list) {
      if (some.contains(message.uid)) {
        change(message, added, removed);
        if (removesOthers) {
          message.flags.removeAll(KEYWORDS);
        } else if (lost.length > 0) {
          message.flags.remove(KEYWORDS.get(keyword));
        }
        if (keywords.length > 0) {
          message.flags.add(KEYWORDS.get(keyword));
        }
        message.modSeq = modSeq;
      }
    }
  }

  private static void change(Message message, int added, int removed) {
    for (var flag : SystemFlag.values()) {
      if ((removed & flag.bit()) != 0) {
        message.flags.remove(flag);
      }
      if ((added & flag.bit()) != 0) {
        message.flags.add(flag);
      }
    }
  }

  private void expunge(MailboxEdit edit, Set<Long> some) {
    modSeq++;
    edit.expunge(bitmap(some), modSeq);
    list.removeIf(message -> some.contains(message.uid));
    some.forEach(uid -> expunged.put(uid, modSeq));
  }

  private void copy(MailboxEdit edit, Set<Long> some) {
    if (some.isEmpty()) {
      return;
    }
    var copied = list.stream().filter(m -> some.contains(m.uid)).toList();
    makeUids(edit, copied.size());
    modSeq++;
    var uids = copied.stream().map(m -> m.uid).toList();
    edit.copyFrom(edit, bitmap(uids), uidNext, modSeq, 99);
    for (var message : List.copyOf(list)) {
      if (copied.contains(message)) {
        var copy = new Message(uidNext++, message.row.savedAt(99), modSeq);
        copy.flags.addAll(message.flags);
        list.add(copy);
      }
    }
  }

  private void makeUids(MailboxEdit edit, int count) {
    if (uidNext + count > Uid.MAX) {
      renumber(edit);
    }
  }

  private void renumber(MailboxEdit edit) {
    modSeq++;
    edit.renumber(new UidValidity(modSeq), modSeq);
    long uid = 1;
    for (var message : list) {
      message.uid = uid++;
      message.modSeq = modSeq;
    }
    expunged.clear();
    uidNext = list.size() + 1L;
  }

  /** The last UIDs are not far away. */
  private void jump(MailboxEdit edit) {
    uidNext = Math.max(uidNext, Uid.MAX - random.nextInt(5000));
    edit.raiseUidNext(uidNext);
  }

  private void step(int batch) {
    var edit = new MailboxEdit(state);
    if (edit.keywordCount() == 0) {
      for (int i = 0; i < KEYWORDS.size(); i++) {
        edit.defineKeyword(i, KEYWORDS.get(i));
      }
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int luck = 1 + random.nextInt(10);
      switch (random.nextInt(60)) {
        case 0 -> renumber(edit);
        case 1 -> jump(edit);
        case 2, 3, 4, 5, 6, 7, 8, 9, 10 -> change(edit, some(luck));
        case 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> expunge(edit, some(luck * 2));
        case 21, 22, 23, 24, 25, 26, 27, 28, 29, 30 -> copy(edit, some(luck * 10));
        default -> append(edit, 1 + random.nextInt(batch));
      }
    }
    state = edit.build();
  }

  /** What a state says of itself, beside what the list says. */
  private static void check(
      MailboxState state,
      List<Message> list,
      TreeMap<Long, Long> expunged,
      long modSeq,
      long since) {
    var uids = list.stream().map(m -> m.uid).toList();
    assertThat(state.live()).isEqualTo(bitmap(uids));
    assertThat(state.totalSize()).isEqualTo(list.stream().mapToLong(m -> m.row.size()).sum());
    assertThat(state.highestModSeq()).isEqualTo(new ModSeq(modSeq));
    for (var message : list) {
      assertThat(state.row(message.uid)).isEqualTo(message.row);
      var body = state.body(message.uid);
      assertThat(body.pointer()).isEqualTo(message.row.pointer());
      assertThat(body.emailIdHigh()).isEqualTo(message.row.emailIdHigh());
      assertThat(body.emailIdLow()).isEqualTo(message.row.emailIdLow());
      assertThat(state.modSeq(message.uid).value()).isEqualTo(message.modSeq);
      assertThat(state.flags(message.uid)).isEqualTo(FlagSet.of(inOrder(message.flags)));
      assertThat(state.internalDate(message.uid))
          .isEqualTo(Instant.ofEpochSecond(message.row.internalDate()));
    }
    for (var flag : SystemFlag.values()) {
      assertThat(state.with(flag)).isEqualTo(carriers(list, flag));
    }
    for (var keyword : KEYWORDS) {
      assertThat(state.with(keyword)).isEqualTo(carriers(list, keyword));
    }
    assertThat(state.changedSince(new ModSeq(since)))
        .isEqualTo(bitmap(list.stream().filter(m -> m.modSeq > since).map(m -> m.uid).toList()));
    var gone = new ArrayList<Long>();
    expunged.forEach(
        (uid, at) -> {
          if (at > since) {
            gone.add(uid);
          }
        });
    assertThat(state.expungedSince(new ModSeq(since))).isEqualTo(bitmap(gone));
    var pointers = new ArrayList<Long>();
    state.forEachPointer(pointers::add);
    assertThat(pointers).isEqualTo(list.stream().map(m -> m.row.pointer()).toList());
  }

  /** As a state lists them: keywords by number. */
  private static List<Flag> inOrder(Set<Flag> flags) {
    var ordered = new ArrayList<Flag>();
    for (var flag : SystemFlag.values()) {
      if (flags.contains(flag)) {
        ordered.add(flag);
      }
    }
    KEYWORDS.stream().filter(flags::contains).forEach(ordered::add);
    return ordered;
  }

  private static UidBitmap carriers(List<Message> list, Flag flag) {
    return bitmap(list.stream().filter(m -> m.flags.contains(flag)).map(m -> m.uid).toList());
  }

  @ParameterizedTest
  @CsvSource({"1, 400, 3", "2, 400, 3", "3, 40, 400", "5, 6, 5000"})
  void aStateIsWhatTheListSays(long seed, int steps, int batch) {
    random = new SplittableRandom(seed);
    var oldState = state;
    var oldList = List.<Message>of();
    var oldExpunged = new TreeMap<Long, Long>();
    long oldModSeq = modSeq;
    for (int i = 0; i < steps; i++) {
      step(batch);
      check(state, list, expunged, modSeq, random.nextLong(modSeq + 1));
      check(oldState, oldList, oldExpunged, oldModSeq, random.nextLong(oldModSeq + 1));
      if (random.nextInt(8) == 0) {
        oldState = state;
        oldList = list.stream().map(Message::copy).toList();
        oldExpunged = new TreeMap<>(expunged);
        oldModSeq = modSeq;
      }
    }
    assertThat(state.uidNext()).isEqualTo(uidNext);
  }
}
