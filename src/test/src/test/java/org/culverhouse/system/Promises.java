package org.culverhouse.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a server has promised by saying OK: this UID is that message. Holds what is found later
 * against it. Guarded by itself.
 */
final class Promises {
  /** A UID of a mailbox, and the digest of its message. */
  record Promise(String mailbox, long uid, String digest) {}

  private final Map<String, Map<Long, String>> promised = new HashMap<>();
  private final Map<String, Map<Long, String>> seen = new HashMap<>();
  private final Map<String, Set<Long>> doubtful = new HashMap<>();
  private final Map<String, Set<Long>> gone = new HashMap<>();
  private final Map<String, Long> validity = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  /** The server has answered OK. */
  synchronized void add(Promise promise) {
    var before = of(promised, promise.mailbox()).put(promise.uid(), promise.digest());
    if (before != null) {
      broken.add("UID %d of %s was given twice".formatted(promise.uid(), promise.mailbox()));
    }
    var known = of(seen, promise.mailbox()).get(promise.uid());
    if (known != null && before == null) {
      broken.add("UID %d of %s was in use".formatted(promise.uid(), promise.mailbox()));
    }
  }

  /** The server has been asked to take this message away, and has not answered yet. */
  synchronized void doubt(String mailbox, long uid) {
    set(doubtful, mailbox).add(uid);
  }

  /** The server has said that this message is not there any more. */
  synchronized void gone(String mailbox, long uid) {
    set(doubtful, mailbox).remove(uid);
    set(gone, mailbox).add(uid);
  }

  synchronized int size() {
    return promised.values().stream().mapToInt(Map::size).sum();
  }

  /** A mailbox as it is after a crash: every UID in it with the digest of its message. */
  synchronized void check(String mailbox, long uidValidity, Map<Long, String> found) {
    var first = validity.putIfAbsent(mailbox, uidValidity);
    if (first != null && first != uidValidity) {
      broken.add("UIDVALIDITY of %s was %d, is %d".formatted(mailbox, first, uidValidity));
    }
    for (long uid : set(doubtful, mailbox)) {
      if (!found.containsKey(uid)) {
        set(gone, mailbox).add(uid);
      }
    }
    set(doubtful, mailbox).clear();
    of(promised, mailbox)
        .forEach(
            (uid, digest) -> {
              boolean isGone = set(gone, mailbox).contains(uid);
              if (isGone && found.containsKey(uid)) {
                broken.add("UID %d of %s is back".formatted(uid, mailbox));
              } else if (isGone) {
                return;
              } else if (!found.containsKey(uid)) {
                broken.add("UID %d of %s is lost".formatted(uid, mailbox));
              } else if (!digest.equals(found.get(uid))) {
                broken.add("UID %d of %s is altered".formatted(uid, mailbox));
              }
            });
    of(seen, mailbox)
        .forEach(
            (uid, digest) -> {
              if (found.containsKey(uid) && !digest.equals(found.get(uid))) {
                broken.add("UID %d of %s is another message now".formatted(uid, mailbox));
              }
            });
    of(seen, mailbox).putAll(found);
  }

  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** What one command says of a mailbox is not what another one says. */
  synchronized void contradiction(String what) {
    broken.add(what);
  }

  private static Set<Long> set(Map<String, Set<Long>> mailboxes, String mailbox) {
    return mailboxes.computeIfAbsent(mailbox, name -> new HashSet<>());
  }

  private static Map<Long, String> of(Map<String, Map<Long, String>> mailboxes, String mailbox) {
    return mailboxes.computeIfAbsent(mailbox, name -> new HashMap<>());
  }
}
