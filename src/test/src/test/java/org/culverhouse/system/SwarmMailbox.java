package org.culverhouse.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of its selected mailbox from what it has been told, and whether that can be
 * (RFC 9051 section 7.5, RFC 7162). What cannot is a difference. One thread.
 */
final class SwarmMailbox {
  private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
  private static final Pattern EXPUNGE = Pattern.compile("\\* (\\d+) EXPUNGE");
  private static final Pattern VANISHED =
      Pattern.compile("\\* VANISHED (\\(EARLIER\\) )?([\\d,:]+)");
  private static final Pattern FETCH =
      Pattern.compile("\\* (\\d+) FETCH \\((.*)\\)", Pattern.DOTALL);
  private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");
  private static final Pattern FLAGS = Pattern.compile("\\bFLAGS \\(([^)]*)\\)");
  private static final Pattern MODSEQ = Pattern.compile("\\bMODSEQ \\((\\d+)\\)");
  private static final Pattern SUBJECT = Pattern.compile("Subject: (\\S+)");

  /** One message as it is known. */
  private static final class Known {
    long uid;
    @Nullable Set<String> flags;
    long modSeq;
    boolean assumed;
  }

  private final String name;
  private final SwarmLedger ledger;
  private final List<Known> messages = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private boolean mayExpunge;

  SwarmMailbox(String name, SwarmLedger ledger) {
    this.name = name;
    this.ledger = ledger;
  }

  String name() {
    return name;
  }

  int size() {
    return messages.size();
  }

  List<String> differences() {
    return differences;
  }

  /** The UID of that number, 0 if it is not known. */
  long uid(int number) {
    return messages.get(number - 1).uid;
  }

  /** The highest mod-sequence that has been told. */
  long highest() {
    return messages.stream().mapToLong(m -> m.modSeq).max().orElse(0);
  }

  long firstUnknownUid() {
    long last = messages.stream().mapToLong(m -> m.uid).max().orElse(0);
    return messages.stream().anyMatch(m -> m.uid == 0) ? last + 1 : 0;
  }

  /** Before each command: whether its answer may tell EXPUNGE (RFC 9051 section 7.5.1). */
  void expect(boolean expunges) {
    mayExpunge = expunges;
  }

  void take(String answer) {
    Matcher matcher;
    if ((matcher = EXISTS.matcher(answer)).matches()) {
      exists(Integer.parseInt(matcher.group(1)));
    } else if ((matcher = EXPUNGE.matcher(answer)).matches()) {
      expunged(Integer.parseInt(matcher.group(1)), answer);
    } else if ((matcher = VANISHED.matcher(answer)).matches()) {
      vanished(matcher.group(2), matcher.group(1) != null, answer);
    } else if ((matcher = FETCH.matcher(answer)).matches()) {
      fetched(Integer.parseInt(matcher.group(1)), matcher.group(2), answer);
    }
  }

  private void exists(int count) {
    check(count >= messages.size(), "fewer messages: " + count + " of " + messages.size());
    while (messages.size() < count) {
      messages.add(new Known());
    }
  }

  private void expunged(int number, String answer) {
    check(mayExpunge, "told while numbers are in use: " + answer);
    if (check(number >= 1 && number <= messages.size(), "no such number: " + answer)) {
      messages.remove(number - 1);
    }
  }

  private void vanished(String uids, boolean earlier, String answer) {
    check(mayExpunge || earlier, "told while numbers are in use: " + answer);
    for (long uid : numbers(uids)) {
      boolean known = messages.removeIf(m -> m.uid == uid);
      if (!known && !earlier) {
        var place = untold(uid);
        if (check(place.isPresent(), uid + " was never there: " + answer)) {
          messages.remove(place.getAsInt());
        }
      }
    }
  }

  /** Where that message is counted, among those of which no UID has been told: UIDs ascend. */
  private OptionalInt untold(long uid) {
    int from = 0;
    for (int i = 0; i < messages.size() && messages.get(i).uid < uid; i++) {
      if (messages.get(i).uid != 0) {
        from = i + 1;
      }
    }
    boolean isThere = from < messages.size() && messages.get(from).uid == 0;
    return isThere ? OptionalInt.of(from) : OptionalInt.empty();
  }

  private void fetched(int number, String items, String answer) {
    if (!check(number >= 1 && number <= messages.size(), "no such number: " + answer)) {
      return;
    }
    var message = messages.get(number - 1);
    var uid = UID.matcher(items);
    if (uid.find()) {
      identify(message, number, Long.parseLong(uid.group(1)), answer);
    }
    var subject = SUBJECT.matcher(items);
    if (subject.find() && message.uid != 0) {
      check(
          ledger.isSame(name, message.uid, subject.group(1)),
          message.uid + " was another message: " + answer);
    }
    var modSeq = MODSEQ.matcher(items);
    var flags = FLAGS.matcher(items);
    if (flags.find()) {
      flagged(message, flags(flags.group(1)), modSeq.find() ? number(modSeq) : 0, answer);
    } else if (modSeq.find()) {
      check(number(modSeq) >= message.modSeq, "back from " + message.modSeq + ": " + answer);
      message.assumed |= number(modSeq) > message.modSeq;
      message.modSeq = number(modSeq);
    }
  }

  private static long number(Matcher matcher) {
    return Long.parseLong(matcher.group(1));
  }

  private void identify(Known message, int number, long uid, String answer) {
    check(message.uid == 0 || message.uid == uid, "was " + message.uid + ": " + answer);
    for (int i = number - 2; i >= 0; i--) {
      if (messages.get(i).uid != 0) {
        check(messages.get(i).uid < uid, "not above its predecessor: " + answer);
        break;
      }
    }
    message.uid = uid;
  }

  private void flagged(Known message, Set<String> flags, long modSeq, String answer) {
    if (modSeq > 0) {
      check(modSeq >= message.modSeq, "back from " + message.modSeq + ": " + answer);
      check(
          modSeq != message.modSeq
              || message.assumed
              || message.flags == null
              || message.flags.equals(flags),
          "other flags than " + message.flags + " without a new mod-sequence: " + answer);
      message.modSeq = modSeq;
      message.assumed = false;
    }
    message.flags = flags;
  }

  /** What a silent STORE has done, as far as the client can tell. */
  void assume(int number, boolean add, Set<String> changed) {
    var message = messages.get(number - 1);
    message.assumed = true;
    if (message.flags != null) {
      var flags = new TreeSet<>(message.flags);
      if (add) {
        flags.addAll(changed);
      } else {
        flags.removeAll(changed);
      }
      message.flags = flags;
    }
  }

  /** Compares what is known with what a session that has just come is told. */
  void compare(SwarmMailbox truth) {
    check(
        messages.size() == truth.messages.size(),
        messages.size() + " messages of " + truth.messages.size());
    for (int i = 0; i < Math.min(messages.size(), truth.messages.size()); i++) {
      var mine = messages.get(i);
      var real = truth.messages.get(i);
      check(
          mine.uid == 0 || mine.uid == real.uid, (i + 1) + " is " + mine.uid + ", not " + real.uid);
      check(
          mine.flags == null || mine.flags.equals(real.flags),
          real.uid + " has " + real.flags + ", not " + mine.flags + " (" + mine.modSeq + ")");
    }
  }

  Set<Long> uids() {
    var uids = new TreeSet<Long>();
    messages.forEach(m -> uids.add(m.uid));
    return uids;
  }

  private boolean check(boolean condition, String difference) {
    if (!condition) {
      differences.add(name + ": " + difference);
    }
    return condition;
  }

  private static Set<String> flags(String words) {
    var flags = new TreeSet<String>();
    for (var word : words.split(" ")) {
      if (!word.isEmpty() && !word.equals("\\Recent")) {
        flags.add(word);
      }
    }
    return flags;
  }

  /** The members of a set of numbers. */
  static Collection<Long> numbers(String set) {
    var numbers = new ArrayList<Long>();
    for (var range : set.split(",")) {
      var ends = range.split(":");
      long last = Long.parseLong(ends[ends.length - 1]);
      for (long number = Long.parseLong(ends[0]); number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
