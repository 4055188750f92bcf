package org.culverhouse.command;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.response.ResponseCode.Plain;

/** The sessions of each account. Thread-safe. */
final class Sessions {
  private final ConcurrentMap<Long, Set<ImapSession>> byAccount = new ConcurrentHashMap<>();

  void add(long account, ImapSession session) {
    byAccount.compute(
        account,
        (id, sessions) -> {
          var some = sessions == null ? ConcurrentHashMap.<ImapSession>newKeySet() : sessions;
          some.add(session);
          return some;
        });
  }

  void remove(long account, ImapSession session) {
    byAccount.computeIfPresent(
        account,
        (id, sessions) -> {
          sessions.remove(session);
          return sessions.isEmpty() ? null : sessions;
        });
  }

  /** There is something to be told to all that listen. */
  void wake() {
    byAccount.values().forEach(sessions -> sessions.forEach(ImapSession::wake));
  }

  void disconnect(long account, String text) {
    byAccount
        .getOrDefault(account, Set.of())
        .forEach(session -> session.disconnect(Optional.of(Plain.UNAVAILABLE), text));
  }
}
