package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.FetchedFlags.Told;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.endpoint.ImapEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks for nothing but the list of mailboxes at the start and the messages of a
 * mailbox that it selects. The rest it believes as it is told.
 */
final class BelievingClient implements ResponseWriter {
  private static final int MOST_SAID = 100;

  /** Of a mailbox that is not selected; unseen is below zero where nothing was told of it. */
  record Counts(long validity, long messages, long uidNext, long unseen) {}

  /** A message in the selected mailbox; with UID 0 while that has not been told. */
  static final class Message {
    long uid;
    @Nullable Set<Flag> flags;
  }

  final FakeSession session = new FakeSession();
  final TreeMap<MailboxName, Counts> mailboxes = new TreeMap<>();
  final Set<MailboxName> subscriptions = new TreeSet<>();
  final List<Message> messages = new ArrayList<>();
  Optional<MailboxName> selected = Optional.empty();
  boolean overflown;

  /** What was said last, by both sides. */
  final List<String> said = new ArrayList<>();

  private final ImapEndpoint endpoint;
  private int wakesSeen;
  private boolean expungesAllowed;
  private Optional<Response.Tagged> answer = Optional.empty();
  private Optional<ResponseCode> code = Optional.empty();

  BelievingClient(ImapEndpoint endpoint) {
    this.endpoint = endpoint;
    endpoint.opened(session, this);
  }

  /** The tagged answer is OK. */
  boolean run(Command command, boolean allowsExpunges) {
    answer = Optional.empty();
    code = Optional.empty();
    expungesAllowed = allowsExpunges;
    note(command.toString());
    endpoint.command(session, command, this);
    if (command instanceof Idle) {
      session.idling = true;
      return true;
    }
    session.idling = false;
    return answer.orElseThrow().condition() == Response.Condition.OK;
  }

  /** As the connection does once it has been woken. */
  boolean listen(boolean allowsExpunges) {
    int wakes = session.wakes.get();
    if (wakes == wakesSeen) {
      return false;
    }
    wakesSeen = wakes;
    expungesAllowed = allowsExpunges;
    endpoint.changed(session, this);
    return true;
  }

  /** The code of the last answer, or that of an untagged OK in front of it. */
  Optional<ResponseCode> code() {
    return code;
  }

  /** It knows what it brings into another mailbox, unless a STATUS has counted that already. */
  void brought(MailboxName name, UidValidity validity, UidSet uids, boolean unseenIsKnown) {
    var before = mailboxes.get(name);
    if (before == null || before.validity() != 0 && before.validity() != validity.value()) {
      return; // another one has its name by now
    }
    long count = 0;
    long last = 0;
    for (var range : uids.ranges()) {
      count += range.last() - range.first() + 1;
      last = range.last();
    }
    if (last >= before.uidNext()) {
      long unseen = unseenIsKnown && before.unseen() >= 0 ? before.unseen() + count : -1;
      mailboxes.put(
          name, new Counts(validity.value(), before.messages() + count, last + 1, unseen));
    }
  }

  /** What it believes of the selected mailbox is what it goes on with. */
  void leave(boolean isStillThere) {
    selected
        .filter(name -> isStillThere)
        .ifPresent(
            name -> {
              boolean known = messages.stream().allMatch(message -> message.flags != null);
              long unseen =
                  messages.stream()
                      .filter(m -> m.flags != null && !m.flags.contains(SystemFlag.SEEN))
                      .count();
              mailboxes.put(name, new Counts(0, messages.size(), 0, known ? unseen : -1));
            });
    selected = Optional.empty();
    messages.clear();
  }

  void rename(MailboxName from, MailboxName to) {
    for (var name : List.copyOf(mailboxes.keySet())) {
      if (name.equals(from) || name.isBelow(from)) {
        mailboxes.put(name.moved(from, to), mailboxes.remove(name));
      }
    }
    selected = selected.map(n -> n.equals(from) || n.isBelow(from) ? n.moved(from, to) : n);
  }

  private void note(String line) {
    said.add(line);
    if (said.size() > MOST_SAID) {
      said.removeFirst();
    }
  }

  @Override
  public void write(Response response) {
    note("  " + response);
    switch (response) {
      case Response.Tagged tagged -> {
        answer = Optional.of(tagged);
        tagged.code().ifPresent(some -> code = Optional.of(some));
      }
      case Response.Untagged untagged -> untagged(untagged);
      case Response.Exists exists -> {
        assertThat(exists.messages()).isGreaterThanOrEqualTo(messages.size());
        while (messages.size() < exists.messages()) {
          messages.add(new Message());
        }
      }
      case Response.Expunged expunged -> {
        assertThat(expungesAllowed).as("EXPUNGE now").isTrue();
        messages.remove((int) expunged.number() - 1);
      }
      case Response.Vanished vanished -> {
        assertThat(expungesAllowed).as("VANISHED now").isTrue();
        messages.removeIf(message -> contains(vanished.uids(), message.uid));
      }
      case Response.Fetched fetched -> fetched.data().forEach(data -> fetched(fetched, data));
      case Response.FetchedFlags flags ->
          flags
              .lines()
              .forEach(
                  (number, uid, now, recent, modSeq) -> {
                    if (flags.told() != Told.MODSEQ) {
                      knows(messages.get((int) number - 1), uid, now);
                    }
                  });
      case Response.ListData list -> listed(list);
      case Response.StatusData status ->
          mailboxes.put(
              status.mailbox(),
              new Counts(
                  value(status, StatusItem.UIDVALIDITY),
                  value(status, StatusItem.MESSAGES),
                  value(status, StatusItem.UIDNEXT),
                  value(status, StatusItem.UNSEEN)));
      default -> {}
    }
  }

  /** Below zero where it was not told. */
  private static long value(Response.StatusData status, StatusItem item) {
    return status.values().getOrDefault(item, -1L);
  }

  private void untagged(Response.Untagged untagged) {
    if (untagged.code().isPresent()) {
      switch (untagged.code().get()) {
        case ResponseCode.AppendUid some -> code = Optional.of(some);
        case ResponseCode.CopyUid some -> code = Optional.of(some);
        case ResponseCode.Plain plain ->
            overflown |= plain == ResponseCode.Plain.NOTIFICATIONOVERFLOW;
        default -> {}
      }
    }
  }

  private static boolean contains(UidSet uids, long uid) {
    return uids.ranges().stream().anyMatch(r -> r.first() <= uid && uid <= r.last());
  }

  private void fetched(Response.Fetched fetched, FetchData data) {
    var message = messages.get((int) fetched.number() - 1);
    switch (data) {
      case FetchData.UidItem item -> {
        assertThat(message.uid).isIn(0L, item.uid());
        message.uid = item.uid();
      }
      case FetchData.FlagsItem item -> message.flags = flags(item.flags());
      default -> {}
    }
  }

  private static void knows(Message message, long uid, FlagSet now) {
    assertThat(message.uid).isIn(0L, uid);
    message.uid = uid;
    message.flags = flags(now);
  }

  private static Set<Flag> flags(FlagSet flags) {
    return new HashSet<>(flags.stream().toList());
  }

  private void listed(Response.ListData list) {
    if (list.oldName().isPresent() && !list.oldName().get().isInbox()) {
      rename(list.oldName().get(), list.name());
    }
    if (list.attributes().contains("\\NonExistent")) {
      mailboxes.remove(list.name());
    } else {
      mailboxes.putIfAbsent(list.name(), new Counts(0, 0, 1, 0));
    }
    if (list.attributes().contains("\\Subscribed")) {
      subscriptions.add(list.name());
    } else if (!list.attributes().isEmpty()) {
      subscriptions.remove(list.name());
    }
  }

  Map<Long, Set<Flag>> flagsByUid() {
    var all = new HashMap<Long, Set<Flag>>();
    messages.forEach(message -> all.put(message.uid, message.flags));
    return all;
  }

  @Override
  public void flush() {}
}
