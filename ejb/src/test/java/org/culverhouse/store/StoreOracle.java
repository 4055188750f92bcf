package org.culverhouse.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.culverhouse.mailbox.MailException;

/**
 * Knows which states of a store may be found after a crash: the one of the last operation that is
 * on disk, those of what was acknowledged later without a sync, and, since a crash may come after
 * the write but before the answer, that of what runs now.
 */
final class StoreOracle {
  /** A start after a crash skips mod-sequences, and there may be crashes while it recovers. */
  private static final int MAX_SKIPS = 3;

  private final List<StoreModel> possible = new ArrayList<>();
  private final List<StoreModel> unanswered = new ArrayList<>();
  private StoreModel now = new StoreModel();

  private final LongSupplier nowSeconds;

  /** A store is made with an INBOX when it is opened for the first time. */
  StoreOracle(LongSupplier nowSeconds) {
    this.nowSeconds = nowSeconds;
    now.create("INBOX", nowSeconds.getAsLong());
    possible.add(now);
  }

  StoreModel now() {
    return now;
  }

  void begins(StoreOperation operation) {
    var next = now.copy();
    next.nowSeconds = nowSeconds.getAsLong();
    operation.onModel().accept(next);
    unanswered.add(next);
  }

  /**
   * The operation that has begun last was acknowledged. What was refused before cannot come back,
   * unless nothing had to be written for this one.
   */
  void succeeded(boolean isSynced) {
    if (isIdle()) {
      unanswered.removeLast();
      return;
    }
    now = unanswered.getLast();
    unanswered.clear();
    if (isSynced) {
      possible.clear();
    }
    possible.add(now);
  }

  /** Whether what runs now changes nothing. */
  private boolean isIdle() {
    return unanswered.getLast().looksLike(now, 0);
  }

  /** The store begins again with a state that was possible. */
  void found(StoreModel model) {
    now = model;
    possible.clear();
    possible.add(model);
    unanswered.clear();
  }

  /** After kill -9, when everything that was written is there: what was acknowledged last. */
  StoreModel judgeKilled(StoreModel found) {
    var states = new ArrayList<>(unanswered);
    states.add(now);
    return judge(found, states);
  }

  /** Returns the state that has been found. */
  StoreModel judge(StoreModel found) {
    var states = new ArrayList<>(unanswered);
    states.addAll(possible);
    return judge(found, states);
  }

  private StoreModel judge(StoreModel found, List<StoreModel> states) {
    for (int skips = 0; skips <= MAX_SKIPS; skips++) {
      for (var state : states) {
        long skipped = skips * StoreOpening.SKIPPED_MODSEQS;
        if (state.looksLike(found, skipped)) {
          var result = state.copy();
          result.skipModSeqs(skipped);
          checkModSeqs(result);
          return result;
        }
      }
    }
    var message = new StringBuilder("The store is as it never was; lost mail: ");
    message.append(lost(found, states)).append('\n');
    message.append(String.join("\n", found.lines()));
    for (var state : states) {
      message.append("\n--- possible would be\n").append(String.join("\n", state.lines()));
    }
    throw new AssertionError(message.toString());
  }

  /** What was told of is not told of again for something else (RFC 7162 section 3.1). */
  private void checkModSeqs(StoreModel found) {
    var told = new ArrayList<>(possible);
    told.add(now);
    for (var state : told) {
      for (var box : state.boxes.values()) {
        for (var again : found.boxes.values()) {
          if (again.validity == box.validity && again.modSeq < box.modSeq) {
            throw new AssertionError(
                "HIGHESTMODSEQ goes back from " + box.modSeq + " to " + again.modSeq);
          }
        }
      }
    }
  }

  /** The contents that must be there and are not. */
  private static Set<String> lost(StoreModel found, List<StoreModel> states) {
    var lost = new TreeSet<>(contents(states.getFirst()));
    states.forEach(state -> lost.retainAll(contents(state)));
    lost.removeAll(contents(found));
    return lost;
  }

  private static List<String> contents(StoreModel state) {
    return state.boxes.values().stream()
        .flatMap(box -> box.messages.stream())
        .map(StoreModel.Message::content)
        .toList();
  }

  /** Refusals that a fault of the disk may lead to. */
  static boolean isPolite(MailException refusal) {
    return switch (refusal.reason()) {
      case UNAVAILABLE, LIMIT, OVER_QUOTA -> refusal.getMessage() != null;
      default -> false;
    };
  }
}
