package org.culverhouse.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.Room;
import org.culverhouse.mailbox.StoreEvent;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.Usage;

/** Stores that hold nothing but their usage and their limit. */
final class CountingStores implements MailStores {
  final Map<StoreId, QuotaLimits> limits = new ConcurrentHashMap<>();
  volatile boolean broken;

  @Override
  public MailStore open(StoreId id) {
    refuseWhenBroken();
    limits.putIfAbsent(id, QuotaLimits.NONE);
    return new Store(id);
  }

  @Override
  public void remove(StoreId id) {
    refuseWhenBroken();
    limits.remove(id);
  }

  @Override
  public Room room() {
    return Room.SOME;
  }

  @Override
  public void whenRoomChanges(Runnable listener) {}

  private void refuseWhenBroken() {
    if (broken) {
      throw new MailException(Reason.UNAVAILABLE, "The disk is gone");
    }
  }

  private final class Store implements MailStore {
    private final StoreId id;

    Store(StoreId id) {
      this.id = id;
    }

    @Override
    public StoreId id() {
      return id;
    }

    @Override
    public void checkRoom(int messages, long octets) {}

    @Override
    public void checkDisk(long octets) {}

    @Override
    public Usage usage() {
      return new Usage(1234, 5);
    }

    @Override
    public QuotaLimits limits() {
      return limits.getOrDefault(id, QuotaLimits.NONE);
    }

    @Override
    public Optional<MailboxInfo> find(MailboxId mailbox) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Registration listen(Consumer<List<StoreEvent>> listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int mailboxLimit() {
      return Integer.MAX_VALUE;
    }

    @Override
    public void limit(QuotaLimits quota) {
      limits.put(id, quota);
    }

    @Override
    public void close() {}

    @Override
    public MailboxTree tree() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Mailbox open(MailboxId mailbox) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MailboxInfo create(MailboxName name, Set<SpecialUse> specialUses) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(MailboxName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rename(MailboxName from, MailboxName to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void subscribe(MailboxName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unsubscribe(MailboxName name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void raiseUidNext(MailboxId mailbox, long uidNext) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void renumber(MailboxId mailbox) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Appended append(MailboxId target, List<NewMessage> messages) {
      throw new UnsupportedOperationException();
    }
  }
}
