package org.culverhouse.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.culverhouse.api.model.MailboxId;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * A store as one session sees it: where others have done something that its client has not been
 * told of (RFC 5465). However much they do it stays small: of a mailbox it knows only that it has
 * changed, and of names a bounded number. Thread-safe.
 */
public final class StoreView implements AutoCloseable {
  /** Nobody who reads at all has so many events of names before them. */
  public static final int MOST_NAMES = 1000;

  private final Runnable whenNew;
  private final MailStore.Registration registration;
  private Untold untold = new Untold();

  /** What has not been told yet. Not thread-safe. */
  public static final class Untold {
    private final Roaring64Bitmap messages = new Roaring64Bitmap();
    private final Roaring64Bitmap flags = new Roaring64Bitmap();
    private final List<StoreEvent.OfName> names = new ArrayList<>(0);
    private boolean overflown;

    private void add(StoreEvent event) {
      switch (event) {
        case StoreEvent.Messages e -> messages.addLong(e.mailbox().value());
        case StoreEvent.Flags e -> flags.addLong(e.mailbox().value());
        case StoreEvent.OfName e -> add(e);
        case StoreEvent.Own e -> addOwn(e.event());
      }
    }

    private void add(StoreEvent.OfName event) {
      overflown |= names.size() == MOST_NAMES;
      if (overflown) {
        names.clear();
      } else {
        names.add(event);
      }
    }

    /**
     * The client has done that by now, but does not know yet what others have done to names before.
     * When they have renamed something, nobody can tell it how what it named had been named.
     */
    private void addOwn(StoreEvent.OfName event) {
      if (names.isEmpty() || event instanceof StoreEvent.Subscribed) {
        return;
      }
      if (names.stream().anyMatch(StoreEvent.Renamed.class::isInstance)) {
        overflown = true;
      }
      if (event instanceof StoreEvent.Renamed own) {
        add(new StoreEvent.RenamedYourself(own.from(), own.to()));
      }
    }

    /** Whether events of names have been lost. */
    public boolean isOverflown() {
      return overflown;
    }

    /** In the order in which it has happened. */
    public List<StoreEvent.OfName> names() {
      return names;
    }

    /** The mailboxes in which something has happened, each once, ascending. */
    public void forEachMailbox(Consumer<MailboxId> action) {
      var all = messages.clone();
      all.or(flags);
      all.forEach(id -> action.accept(new MailboxId(id)));
    }

    /** Whether messages have come or gone there. */
    public boolean hasMessages(MailboxId mailbox) {
      return messages.contains(mailbox.value());
    }

    private boolean isEmpty() {
      return messages.isEmpty() && flags.isEmpty() && names.isEmpty() && !overflown;
    }

    private void forget(MailboxId mailbox) {
      messages.removeLong(mailbox.value());
      flags.removeLong(mailbox.value());
    }
  }

  /**
   * From now on it takes note of what others do.
   *
   * @param whenNew runs when there is something new, on any thread; must not block
   */
  public StoreView(MailStore store, Runnable whenNew) {
    this.whenNew = whenNew;
    this.registration = store.listen(this::happened);
  }

  private void happened(List<StoreEvent> events) {
    synchronized (this) {
      events.forEach(untold::add);
    }
    remind();
  }

  /** Hands out what has not been told, if there is something; whoever takes it tells it. */
  public synchronized Optional<Untold> take() {
    if (untold.isEmpty()) {
      return Optional.empty();
    }
    var taken = untold;
    untold = new Untold();
    return Optional.of(taken);
  }

  /** That cannot be told now and stays. */
  public synchronized void keep(StoreEvent event) {
    untold.add(event);
  }

  /** What could not be told before may be told now. */
  public void remind() {
    boolean waits;
    synchronized (this) {
      waits = !untold.isEmpty();
    }
    if (waits) {
      whenNew.run();
    }
  }

  /** The client has got to know the whole state of a mailbox. */
  public synchronized void forget(MailboxId mailbox) {
    untold.forget(mailbox);
  }

  @Override
  public void close() {
    registration.close();
  }
}
