package org.culverhouse.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.culverhouse.mailbox.Usage;

/**
 * What a store should hold, as plain lists: the other opinion that the tests compare it with. A
 * model is changed in place; {@link #copy} keeps an earlier one. One thread.
 */
final class StoreModel {
  final TreeMap<String, Box> boxes = new TreeMap<>();
  final TreeSet<String> subscriptions = new TreeSet<>();
  long validityHigh;
  long nowSeconds;

  /** A mailbox. */
  static final class Box {
    long validity;
    long uidNext = 1;
    long modSeq = 1;
    long firstRecent = 1;
    final List<Message> messages = new ArrayList<>();

    Box(long validity) {
      this.validity = validity;
    }

    Box copy() {
      var copy = new Box(validity);
      copy.uidNext = uidNext;
      copy.modSeq = modSeq;
      copy.firstRecent = firstRecent;
      copy.messages.addAll(messages);
      return copy;
    }

    boolean looksLike(Box other, long skipped) {
      return validity == other.validity
          && uidNext == other.uidNext
          && modSeq + skipped == other.modSeq
          && firstRecent == other.firstRecent
          && messages.equals(other.messages);
    }
  }

  /**
   * A message.
   *
   * @param flags as {@link StoreText} writes them
   * @param content its digest
   */
  record Message(long uid, long modSeq, Set<String> flags, long date, long size, String content) {}

  StoreModel copy() {
    var copy = new StoreModel();
    boxes.forEach((name, box) -> copy.boxes.put(name, box.copy()));
    copy.subscriptions.addAll(subscriptions);
    copy.validityHigh = validityHigh;
    copy.nowSeconds = nowSeconds;
    return copy;
  }

  void skipModSeqs(long count) {
    boxes.values().forEach(box -> box.modSeq += count);
  }

  /** Whether the other one can be told from this one, after this one has skipped mod-sequences. */
  boolean looksLike(StoreModel other, long skipped) {
    return boxes.keySet().equals(other.boxes.keySet())
        && subscriptions.equals(other.subscriptions)
        && boxes.entrySet().stream()
            .allMatch(entry -> entry.getValue().looksLike(other.box(entry.getKey()), skipped));
  }

  Usage usage() {
    long octets = 0;
    long messages = 0;
    for (var box : boxes.values()) {
      octets += box.messages.stream().mapToLong(Message::size).sum();
      messages += box.messages.size();
    }
    return new Usage(octets, messages);
  }

  Box box(String name) {
    var box = boxes.get(name);
    if (box == null) {
      throw new IllegalStateException("the model has no mailbox " + name);
    }
    return box;
  }

  /** UIDVALIDITY is the time, unless that would not be more than all before (storage.md 6). */
  void create(String name, long nowSeconds) {
    validityHigh = Math.max(validityHigh + 1, nowSeconds);
    boxes.put(name, new Box(validityHigh));
  }

  /** The messages come without UIDs. */
  void append(String name, List<Message> messages) {
    makeUids(name, messages.size());
    var box = box(name);
    box.modSeq++;
    for (var m : messages) {
      box.messages.add(
          new Message(box.uidNext++, box.modSeq, m.flags(), m.date(), m.size(), m.content()));
    }
  }

  /** UIDNEXT never gets beyond the largest number of 32 bits. */
  private void makeUids(String name, int count) {
    if (box(name).uidNext + count > 0xFFFF_FFFFL) {
      renumber(name);
    }
  }

  /** Sets the flags of each of the messages whose flags are not those already. */
  void flags(String name, Predicate<Message> some, Flagging flagging) {
    var box = box(name);
    long modSeq = box.modSeq + 1;
    for (int i = 0; i < box.messages.size(); i++) {
      var m = box.messages.get(i);
      var flags = new TreeSet<>(m.flags());
      if (some.test(m) && flagging.change(flags)) {
        box.modSeq = modSeq;
        box.messages.set(i, new Message(m.uid(), modSeq, flags, m.date(), m.size(), m.content()));
      }
    }
  }

  /** Changes a set of flags, and says whether it is another one afterwards. */
  interface Flagging {
    boolean change(Set<String> flags);
  }

  void copy(String from, String to, Predicate<Message> some) {
    var copied = box(from).messages.stream().filter(some).toList();
    if (!copied.isEmpty()) {
      append(to, copied);
    }
  }

  void move(String from, String to, Predicate<Message> some) {
    var messages = box(from).messages;
    var places = IntStream.range(0, messages.size()).filter(i -> some.test(messages.get(i)));
    var moved = places.boxed().toList();
    if (!moved.isEmpty()) {
      makeUids(to, moved.size());
      var gone = moved.stream().map(messages::get).toList();
      append(to, gone);
      expunge(from, gone::contains);
    }
  }

  /** The message with that UID goes, and another one comes. */
  void replace(String from, long uid, String to, Message message) {
    var messages = box(from).messages;
    int place = messages.indexOf(messages.stream().filter(m -> m.uid() == uid).findAny().get());
    append(to, List.of(message)); // which may number them anew
    messages.remove(place);
    box(from).modSeq++;
  }

  void expunge(String name, Predicate<Message> some) {
    var box = box(name);
    if (box.messages.removeIf(some)) {
      box.modSeq++;
    }
  }

  void rename(String from, String to, long nowSeconds) {
    if (from.equals("INBOX")) {
      create(to, nowSeconds);
      move(from, to, m -> true);
      return;
    }
    for (var name : List.copyOf(boxes.keySet())) {
      if (name.equals(from) || name.startsWith(from + "/")) {
        boxes.put(to + name.substring(from.length()), boxes.remove(name));
      }
    }
  }

  /** The messages get UIDs from 1 on. */
  void renumber(String name) {
    var box = box(name);
    validityHigh = Math.max(validityHigh + 1, nowSeconds);
    box.validity = validityHigh;
    box.modSeq++;
    long recent = box.messages.stream().filter(m -> m.uid() < box.firstRecent).count() + 1;
    for (int i = 0; i < box.messages.size(); i++) {
      var m = box.messages.get(i);
      box.messages.set(
          i, new Message(i + 1, box.modSeq, m.flags(), m.date(), m.size(), m.content()));
    }
    box.uidNext = box.messages.size() + 1L;
    box.firstRecent = recent;
  }

  void claimRecent(String name) {
    box(name).firstRecent = box(name).uidNext;
  }

  /** Everything, a line each, as {@link StoreText} writes a store. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    for (var entry : boxes.entrySet()) {
      var box = entry.getValue();
      lines.add(
          "%s validity %d next %d modseq %d recent %d"
              .formatted(entry.getKey(), box.validity, box.uidNext, box.modSeq, box.firstRecent));
      for (var m : box.messages) {
        lines.add(
            "  %d modseq %d %s at %d size %d %s"
                .formatted(m.uid(), m.modSeq(), m.flags(), m.date(), m.size(), m.content()));
      }
    }
    lines.add("subscribed " + subscriptions);
    lines.add("usage " + usage().octets() + " in " + usage().messages());
    return lines;
  }
}
