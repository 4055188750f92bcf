package org.culverhouse.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;

/** A client that believes what it is told: a plain list of messages, with the flags it knows. */
final class ToldClient implements MailboxView.Audience {
  final MailboxView view;
  final List<Long> uids = new ArrayList<>();
  final Map<Long, Set<Flag>> flags = new HashMap<>();
  final List<String> heard = new ArrayList<>();
  private final Set<Long> flagsHeard = new HashSet<>();

  ToldClient(MailboxView view) {
    this.view = view;
    exists(view.size());
    heard.clear();
  }

  /** Forgets what was heard so far, before the next call. */
  ToldClient listening() {
    heard.clear();
    flagsHeard.clear();
    return this;
  }

  void knows(long uid, FlagSet now) {
    flags.put(uid, new HashSet<>(now.stream().toList()));
  }

  @Override
  public void keywords(MailboxSnapshot snapshot) {
    heard.add("FLAGS " + snapshot.keywords());
  }

  @Override
  public void expunged(UidBitmap gone, UidBitmap before) {
    var descending = gone.bits().getReverseIntIterator();
    while (descending.hasNext()) {
      int number = before.rank(Integer.toUnsignedLong(descending.next()));
      heard.add(number + " EXPUNGE");
      flags.remove(uids.remove(number - 1));
    }
  }

  @Override
  public void exists(int messages) {
    heard.add(messages + " EXISTS");
    assertThat(messages).isGreaterThanOrEqualTo(uids.size());
    while (uids.size() < messages) {
      uids.add(view.uidOf(uids.size() + 1));
    }
  }

  @Override
  public void arrived(UidBitmap uids) {}

  @Override
  public void recent(int messages) {
    heard.add(messages + " RECENT");
  }

  @Override
  public void flags(FlagLines lines) {
    lines.forEach(
        (number, uid, now, recent, modSeq) -> {
          heard.add(number + " FLAGS " + now);
          assertThat(uids.get((int) number - 1)).isEqualTo(uid);
          assertThat(flagsHeard.add(uid)).isTrue();
          knows(uid, now);
        });
  }
}
