package org.culverhouse.mailbox.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreEvent;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mailbox.Usage;

/** The mail of one account in memory: plain maps under one lock, for tests. */
public final class MemoryMailStore implements MailStore {
  private final StoreId id;
  private final Map<MailboxId, MemoryMailbox> mailboxes = new HashMap<>();
  private final TreeMap<MailboxName, MailboxInfo> names = new TreeMap<>();
  private final TreeSet<MailboxName> subscriptions = new TreeSet<>();
  private final List<Listener> listeners = new ArrayList<>();
  private Object author = this;
  private QuotaLimits limits = QuotaLimits.NONE;
  private long lastId;

  private record Listener(Object self, Consumer<List<StoreEvent>> events) {}

  MemoryMailStore(StoreId id) {
    this.id = id;
    create(MailboxName.INBOX, Set.of());
  }

  /** What happens in the action is the doing of that one. */
  synchronized <T> T actingFor(Object who, Callable<T> action) throws Exception {
    var before = author;
    author = who;
    try {
      return action.call();
    } finally {
      author = before;
    }
  }

  synchronized void happened(StoreEvent event) {
    for (var listener : List.copyOf(listeners)) {
      if (listener.self() != author) {
        listener.events().accept(List.of(event));
      } else if (event instanceof StoreEvent.OfName own) {
        listener.events().accept(List.of(new StoreEvent.Own(own)));
      }
    }
  }

  @Override
  public synchronized Registration listen(Consumer<List<StoreEvent>> events) {
    var listener = new Listener(author, events);
    listeners.add(listener);
    return () -> forget(listener);
  }

  private synchronized void forget(Listener listener) {
    listeners.removeIf(each -> each == listener);
  }

  @Override
  public synchronized Optional<MailboxInfo> find(MailboxId mailbox) {
    return names.values().stream().filter(info -> info.id().equals(mailbox)).findFirst();
  }

  @Override
  public StoreId id() {
    return id;
  }

  @Override
  public synchronized MailboxTree tree() {
    return new MailboxTree(names, subscriptions);
  }

  @Override
  public synchronized MemoryMailbox open(MailboxId mailbox) {
    var found = mailboxes.get(mailbox);
    if (found == null) {
      throw new MailException(Reason.NO_SUCH_MAILBOX, "There is no mailbox " + mailbox);
    }
    return found;
  }

  @Override
  public void raiseUidNext(MailboxId mailbox, long uidNext) {
    open(mailbox).raiseUidNext(uidNext);
  }

  @Override
  public synchronized void renumber(MailboxId mailbox) {
    var before = open(mailbox);
    var validity = new UidValidity(1000 + ++lastId);
    var after = new MemoryMailbox(this, mailbox, validity);
    var messages = List.copyOf(before.snapshot().messages().values());
    if (!messages.isEmpty()) {
      after.add(messages);
    }
    mailboxes.put(mailbox, after);
    names.replaceAll(
        (name, info) ->
            info.id().equals(mailbox)
                ? new MailboxInfo(mailbox, name, validity, info.specialUses())
                : info);
    before.renumbered();
    happened(new StoreEvent.Messages(mailbox));
  }

  @Override
  public synchronized MailboxInfo create(MailboxName name, Set<SpecialUse> specialUses) {
    var created = add(name, specialUses);
    happened(new StoreEvent.Created(name));
    return created;
  }

  private MailboxInfo add(MailboxName name, Set<SpecialUse> specialUses) {
    if (names.containsKey(name)) {
      throw new MailException(Reason.ALREADY_EXISTS, "There is a mailbox " + name);
    }
    var mailbox = new MailboxId(++lastId);
    var info = new MailboxInfo(mailbox, name, new UidValidity(1000 + lastId), specialUses);
    mailboxes.put(mailbox, new MemoryMailbox(this, mailbox, info.uidValidity()));
    names.put(name, info);
    happened(new StoreEvent.Messages(mailbox));
    return info;
  }

  @Override
  public synchronized void delete(MailboxName name) {
    if (name.isInbox()) {
      throw new MailException(Reason.CANNOT, "INBOX cannot be deleted");
    }
    var info = tree().get(name);
    names.remove(name);
    var mailbox = mailboxes.remove(info.id());
    if (mailbox != null) {
      mailbox.delete();
    }
    happened(new StoreEvent.Deleted(name));
  }

  @Override
  public synchronized void rename(MailboxName from, MailboxName to) {
    if (names.containsKey(to)) {
      throw new MailException(Reason.ALREADY_EXISTS, "There is a mailbox " + to);
    }
    if (from.isInbox()) {
      var inbox = open(tree().get(from).id());
      inbox.move(inbox.snapshot().live(), add(to, Set.of()).id());
      happened(new StoreEvent.Renamed(from, to));
      return;
    }
    if (!names.containsKey(from) && !tree().hasChildren(from)) {
      throw new MailException(Reason.NO_SUCH_MAILBOX, "There is no mailbox " + from);
    }
    for (var name : List.copyOf(names.keySet())) {
      var info = tree().get(name);
      if (name.equals(from) || name.isBelow(from)) {
        names.remove(name);
        var moved = name.moved(from, to);
        names.put(moved, new MailboxInfo(info.id(), moved, info.uidValidity(), info.specialUses()));
      }
    }
    happened(new StoreEvent.Renamed(from, to));
  }

  @Override
  public synchronized void subscribe(MailboxName name) {
    if (subscriptions.add(name)) {
      happened(new StoreEvent.Subscribed(name));
    }
  }

  @Override
  public synchronized void unsubscribe(MailboxName name) {
    if (subscriptions.remove(name)) {
      happened(new StoreEvent.Subscribed(name));
    }
  }

  @Override
  public synchronized Appended append(MailboxId target, List<NewMessage> messages) {
    var added = new ArrayList<MemoryMessage>();
    for (var message : messages) {
      added.add(
          new MemoryMessage(
              1, ModSeq.ZERO, message.flags(), message.internalDate(), octets(message)));
    }
    requireRoom(added);
    var mailbox = open(target);
    return new Appended(mailbox.snapshot().uidValidity(), mailbox.add(added));
  }

  private static byte[] octets(NewMessage message) {
    var octets = ByteBuffer.allocate((int) message.content().size());
    try {
      while (octets.hasRemaining() && message.content().read(octets.position(), octets) > 0) {}
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.array();
  }

  void requireRoom(List<MemoryMessage> added) {
    checkRoom(added.size(), added.stream().mapToLong(message -> message.octets().length).sum());
  }

  @Override
  public synchronized void checkRoom(int messages, long octets) {
    var usage = usage();
    if (usage.octets() + octets > limits.octets()
        || usage.messages() + messages > limits.messages()) {
      throw new MailException(Reason.OVER_QUOTA, "The mailbox is full");
    }
  }

  @Override
  public void checkDisk(long octets) {}

  <T> T unlimited(Supplier<T> action) {
    var before = limits;
    limits = QuotaLimits.NONE;
    try {
      return action.get();
    } finally {
      limits = before;
    }
  }

  @Override
  public synchronized Usage usage() {
    long octets = 0;
    long messages = 0;
    for (var mailbox : mailboxes.values()) {
      octets += mailbox.snapshot().totalSize();
      messages += mailbox.snapshot().live().size();
    }
    return new Usage(octets, messages);
  }

  @Override
  public synchronized QuotaLimits limits() {
    return limits;
  }

  @Override
  public int mailboxLimit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public synchronized void limit(QuotaLimits other) {
    limits = other;
  }

  /** How many sessions listen to a mailbox. */
  public synchronized int listeners(MailboxName name) {
    return open(tree().get(name).id()).listeners();
  }

  /** The UIDs in a mailbox. */
  public synchronized UidBitmap uids(MailboxName name) {
    return open(tree().get(name).id()).snapshot().live();
  }

  @Override
  public void close() {}
}
