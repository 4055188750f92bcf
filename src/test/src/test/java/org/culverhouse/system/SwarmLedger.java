package org.culverhouse.system;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all clients of a swarm have seen together. Thread-safe. */
final class SwarmLedger {
  private final Map<String, String> subjects = new ConcurrentHashMap<>();
  private final Map<String, Set<Long>> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Set<Long>> mayBeGone = new ConcurrentHashMap<>();
  private final AtomicLong commands = new AtomicLong();

  /** A UID means one message for ever. */
  boolean isSame(String mailbox, long uid, String subject) {
    var before = subjects.putIfAbsent(mailbox + "/" + uid, subject);
    return before == null || before.equals(subject);
  }

  void acknowledged(String mailbox, Iterable<Long> uids) {
    uids.forEach(set(acknowledged, mailbox)::add);
  }

  /** Somebody has asked for \Deleted, or to move it: it may be expunged by whoever. */
  void mayBeGone(String mailbox, long uid) {
    set(mayBeGone, mailbox).add(uid);
  }

  /** Acknowledged messages that are not there though nobody asked for that. */
  Set<Long> lost(String mailbox, Set<Long> there) {
    var lost = new TreeSet<>(set(acknowledged, mailbox));
    lost.removeAll(set(mayBeGone, mailbox));
    lost.removeAll(there);
    return lost;
  }

  int messages() {
    return acknowledged.values().stream().mapToInt(Set::size).sum();
  }

  void count() {
    commands.incrementAndGet();
  }

  long commands() {
    return commands.get();
  }

  private static Set<Long> set(Map<String, Set<Long>> sets, String mailbox) {
    return sets.computeIfAbsent(mailbox, name -> ConcurrentHashMap.newKeySet());
  }
}
