package org.culverhouse.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/** What can be done to a store, with messages that chance has written. */
final class StoreOperations {
  private final RandomGenerator random;
  private int messages;

  StoreOperations(RandomGenerator random) {
    this.random = random;
  }

  private static Mailbox open(MailStore store, String name) {
    return store.open(store.tree().get(new MailboxName(name)).id());
  }

  private static UidBitmap bitmap(Set<Long> uids) {
    var bits = new RoaringBitmap();
    uids.forEach(uid -> bits.add(uid.intValue()));
    return UidBitmap.wrap(bits);
  }

  /** One APPEND of messages of about these sizes. */
  StoreOperation append(String name, FlagSet flags, int... sizes) {
    var sent = new ArrayList<NewMessage>();
    var expected = new ArrayList<StoreModel.Message>();
    for (int size : sizes) {
      var octets = octets(size);
      var message = new NewMessage(Content.of(octets), flags, date());
      sent.add(message);
      expected.add(expected(message, octets));
    }
    return new StoreOperation(
        "append " + sizes.length + " to " + name,
        true,
        store -> store.append(open(store, name).id(), sent),
        model -> model.append(name, expected));
  }

  private Instant date() {
    return Instant.ofEpochSecond(random.nextLong(1L << 33));
  }

  private static StoreModel.Message expected(NewMessage message, byte[] octets) {
    return new StoreModel.Message(
        0,
        0,
        StoreText.flags(message.flags()),
        message.internalDate().getEpochSecond(),
        octets.length,
        StoreText.digest(octets));
  }

  /** REPLACE of a message that is there. */
  StoreOperation replace(String from, long uid, String to, FlagSet flags, int size) {
    var octets = octets(size);
    var message = new NewMessage(Content.of(octets), flags, date());
    return new StoreOperation(
        "replace " + uid + " of " + from + " in " + to,
        true,
        store -> open(store, from).replace(uid, open(store, to).id(), message),
        model -> model.replace(from, uid, to, expected(message, octets)));
  }

  private byte[] octets(int size) {
    var head = "Message-ID: <" + messages++ + "@example.org>\r\n\r\n";
    var octets = new byte[head.length() + size];
    random.nextBytes(octets);
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, octets, 0, head.length());
    return octets;
  }

  StoreOperation flags(String name, Set<Long> uids, FlagChange change) {
    var named = StoreText.flags(change.flags());
    StoreModel.Flagging flagging =
        switch (change) {
          case FlagChange.Add add -> flags -> flags.addAll(named);
          case FlagChange.Remove remove -> flags -> flags.removeAll(named);
          case FlagChange.Replace replace ->
              flags -> {
                boolean changed = !flags.equals(named);
                flags.clear();
                flags.addAll(named);
                return changed;
              };
        };
    return new StoreOperation(
        change + " on " + uids + " of " + name,
        false,
        store -> open(store, name).change(bitmap(uids), change),
        model -> model.flags(name, m -> uids.contains(m.uid()), flagging));
  }

  StoreOperation copy(String from, String to, Set<Long> uids) {
    return new StoreOperation(
        "copy " + uids + " of " + from + " to " + to,
        true,
        store -> open(store, from).copy(bitmap(uids), open(store, to).id()),
        model -> model.copy(from, to, m -> uids.contains(m.uid())));
  }

  StoreOperation move(String from, String to, Set<Long> uids) {
    return new StoreOperation(
        "move " + uids + " of " + from + " to " + to,
        true,
        store -> open(store, from).move(bitmap(uids), open(store, to).id()),
        model -> model.move(from, to, m -> uids.contains(m.uid())));
  }

  StoreOperation expunge(String name, Set<Long> uids) {
    return new StoreOperation(
        "expunge " + uids + " of " + name,
        true,
        store -> open(store, name).expunge(bitmap(uids)),
        model -> model.expunge(name, m -> uids.contains(m.uid())));
  }

  StoreOperation create(String name, long nowSeconds) {
    return new StoreOperation(
        "create " + name,
        true,
        store -> store.create(new MailboxName(name), Set.of()),
        model -> model.create(name, nowSeconds));
  }

  StoreOperation renumber(String name) {
    return new StoreOperation(
        "renumber " + name,
        true,
        store -> store.renumber(open(store, name).id()),
        model -> model.renumber(name));
  }

  StoreOperation raiseUidNext(String name, long uidNext) {
    return new StoreOperation(
        "UIDNEXT of " + name + " is " + uidNext,
        true,
        store -> store.raiseUidNext(open(store, name).id(), uidNext),
        model -> model.box(name).uidNext = uidNext);
  }

  StoreOperation rename(String from, String to, long nowSeconds) {
    return new StoreOperation(
        "rename " + from + " to " + to,
        true,
        store -> store.rename(new MailboxName(from), new MailboxName(to)),
        model -> model.rename(from, to, nowSeconds));
  }

  StoreOperation delete(String name) {
    return new StoreOperation(
        "delete " + name,
        true,
        store -> store.delete(new MailboxName(name)),
        model -> model.boxes.remove(name));
  }

  StoreOperation subscribe(String name) {
    return new StoreOperation(
        "subscribe " + name,
        true,
        store -> store.subscribe(new MailboxName(name)),
        model -> model.subscriptions.add(name));
  }

  StoreOperation unsubscribe(String name) {
    return new StoreOperation(
        "unsubscribe " + name,
        true,
        store -> store.unsubscribe(new MailboxName(name)),
        model -> model.subscriptions.remove(name));
  }

  StoreOperation claimRecent(String name) {
    return new StoreOperation(
        "claim recent of " + name,
        false,
        store -> open(store, name).claimRecent(),
        model -> model.claimRecent(name));
  }

  static List<String> names(StoreModel model) {
    return List.copyOf(model.boxes.keySet());
  }
}
