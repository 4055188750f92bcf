package org.culverhouse.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.Uid;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.Usage;
import org.culverhouse.store.CommitQueue.Pending;

/**
 * Makes changes durable and then visible: decides them against the state, writes one transaction,
 * syncs, publishes (storage.md section 6). {@link #commit} is for one thread at a time; the state
 * may be read by all.
 */
final class Committer {
  private static final System.Logger LOG = System.getLogger(Committer.class.getName());
  private static final int MAX_UNSYNCED = 4096;
  private static final long REOPEN_MILLIS = 1000;
  private static final long LAST_UIDS = (1L << 32) - (1 << 20);

  /** So many small messages that are gone count as much as large ones. */
  private static final long MANY_FREED = 4096;

  private final LogWriter log;
  private final StoreSettings settings;
  private final LongSupplier nowMillis;
  private final Consumer<Happenings> announce;
  private final Runnable whenDirty;
  private volatile StoreState state;
  private final Map<Long, Long> externals;
  private final Runnable whenCheckpointDue;
  private volatile LogMark mark;
  private volatile long checkpointAt;
  private volatile QuotaLimits limits = QuotaLimits.NONE;
  private long lastReopen;
  private final Runnable whenCompactionDue;
  private final Disk disk;
  private long freedOctets;
  private long freedMessages;
  private volatile boolean hasFreed;

  /**
   * @param announce is told what has happened, after it can be seen
   * @param whenDirty is called when something has been written that waits for a sync
   * @param mark the end of the log, which leads to this state or to one before it
   * @param whenCheckpointDue is called when so much has been written that a snapshot pays
   * @param whenCompactionDue is called when so much has been expunged that a look at it pays
   */
  Committer(
      LogWriter log,
      StoreState state,
      StoreSettings settings,
      LongSupplier nowMillis,
      Consumer<Happenings> announce,
      Runnable whenDirty,
      LogMark mark,
      Map<Long, Long> externals,
      long replayed,
      Runnable whenCheckpointDue,
      Runnable whenCompactionDue,
      Disk disk) {
    this.log = log;
    this.state = state;
    this.settings = settings;
    this.nowMillis = nowMillis;
    this.announce = announce;
    this.whenDirty = whenDirty;
    this.mark = mark;
    this.externals = externals;
    this.checkpointAt = settings.checkpointBytes() - replayed;
    this.whenCheckpointDue = whenCheckpointDue;
    this.whenCompactionDue = whenCompactionDue;
    this.disk = disk;
  }

  StoreState state() {
    return state;
  }

  /** The newest state of which all is on disk. */
  LogMark mark() {
    return mark;
  }

  void checkpointAfter(LogMark last) {
    checkpointAt = last.written() + settings.checkpointBytes();
  }

  int mailboxLimit() {
    return settings.mailboxes();
  }

  QuotaLimits limits() {
    return limits;
  }

  void limit(QuotaLimits quota) {
    limits = quota;
  }

  /** Decides all of them, and returns what is left to do: to tell those who listen. */
  Runnable commit(List<Pending<?>> batch) {
    var accepted = new ArrayList<>(batch);
    try {
      reopen();
      if (batch.stream().anyMatch(pending -> pending.change().endsSegment())) {
        log.seal();
      }
      makeRoom(accepted);
    } catch (IOException e) {
      return refuse(accepted, giveUp(e));
    }
    for (var space : Space.values()) {
      if (accepted.stream().noneMatch(pending -> pending.change().space() == space)) {
        continue;
      }
      Plan plan;
      StoreState next;
      try {
        plan = plan(accepted);
        next = plan.edit().build();
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "A commit could not be planned", e);
        return refuse(accepted, unavailable(e));
      }
      boolean wasDirty = log.isDirty();
      try {
        if (write(plan, space)) {
          return publish(plan, next, accepted, wasDirty);
        }
      } catch (IOException | RuntimeException | Error e) {
        return refuse(accepted, giveUp(e));
      }
      refuseWithoutRoom(accepted, space);
    }
    return () -> {};
  }

  private Runnable publish(
      Plan plan, StoreState next, List<Pending<?>> accepted, boolean wasDirty) {
    warnOfLastUids(state, next, plan.happenings().changed());
    var before = state;
    state = next;
    externals.putAll(plan.externals()); // who has them has the state
    noteFreed(before.usage(), next.usage());
    setMark();
    accepted.forEach(Pending::done);
    if (!wasDirty && log.isDirty()) {
      whenDirty.run();
    }
    if (log.written() > checkpointAt) {
      checkpointAt = Long.MAX_VALUE;
      whenCheckpointDue.run();
    }
    return announced(plan.happenings());
  }

  /**
   * What happens to names is told before anything else can happen to them, so it keeps its order.
   */
  private Runnable announced(Happenings happenings) {
    if (!happenings.hasNames()) {
      return () -> announce.accept(happenings);
    }
    announce.accept(happenings);
    return () -> {};
  }

  /** Once, since renumbering makes every mail program read the mailbox anew. */
  private static void warnOfLastUids(StoreState before, StoreState now, Set<MailboxId> changed) {
    for (var id : changed) {
      var then = before.find(id);
      var state = now.find(id);
      if (then != null
          && state != null
          && then.uidNext() < LAST_UIDS
          && state.uidNext() >= LAST_UIDS) {
        LOG.log(
            Level.WARNING,
            "The mailbox with UIDVALIDITY "
                + state.uidValidity().value()
                + " has "
                + (Uid.MAX - state.uidNext())
                + " UIDs left and will be renumbered then");
      }
    }
  }

  /** Whether anything has been expunged here. */
  boolean hasFreed() {
    return hasFreed;
  }

  private void noteFreed(Usage before, Usage after) {
    hasFreed |= after.messages() < before.messages();
    freedOctets += Math.max(0, before.octets() - after.octets());
    freedMessages += Math.max(0, before.messages() - after.messages());
    if (freedOctets > settings.segmentBytes() / Compaction.PART
        || freedMessages > Math.max(MANY_FREED, after.messages())) {
      freedOctets = 0;
      freedMessages = 0;
      whenCompactionDue.run();
    }
  }

  private void setMark() {
    boolean isSafe = !log.isDirty() || settings.durability() == Durability.NEVER;
    if (isSafe && !log.needsSync()) {
      mark = new LogMark(state, log.end(), log.written());
    }
  }

  private static Runnable refuse(List<Pending<?>> batch, MailException why) {
    batch.forEach(pending -> pending.refuse(why));
    return () -> {};
  }

  private void reopen() throws IOException {
    if (log.isBroken()) {
      long now = nowMillis.getAsLong();
      if (Math.abs(now - lastReopen) < REOPEN_MILLIS) {
        throw new IOException("the log cannot be written");
      }
      lastReopen = now;
      log.reopen();
    }
  }

  private MailException giveUp(Throwable why) {
    if (!log.isBroken()) {
      LOG.log(Level.ERROR, "A log cannot be written and is continued in a new segment", why);
      log.giveUp();
      try {
        log.reopen();
      } catch (IOException e) {
        lastReopen = nowMillis.getAsLong();
        LOG.log(Level.ERROR, "There is no new segment; the store can only be read", e);
        return unavailable(new UnsealedException(why));
      }
    }
    return unavailable(why);
  }

  private static MailException unavailable(Throwable why) {
    return new MailException(Reason.UNAVAILABLE, "The mail store cannot be written now", why);
  }

  private void makeRoom(List<Pending<?>> batch) throws IOException {
    long octets = batch.stream().mapToLong(pending -> pending.change().octets()).sum();
    if (octets > 0) {
      log.makeRoom(octets);
    }
  }

  /** On a full disk the reserve is for those who free space. */
  private void refuseWithoutRoom(List<Pending<?>> batch, Space space) {
    whenCompactionDue.run();
    disk.noteFull();
    batch.removeIf(
        pending -> {
          boolean refused = pending.change().space() == space;
          if (refused) {
            pending.refuse(Disk.full());
          }
          return refused;
        });
  }

  /** A change that fails after its first record takes the whole plan with it: begin again. */
  private Plan plan(List<Pending<?>> batch) {
    while (true) {
      var plan = newPlan();
      boolean isClean = true;
      for (var pending : List.copyOf(batch)) {
        int before = plan.transaction().entries().size();
        try {
          pending.plan(plan);
        } catch (RuntimeException refusal) {
          pending.refuse(refusal);
          batch.remove(pending);
          if (plan.transaction().entries().size() > before) {
            isClean = false;
            break;
          }
        }
      }
      if (isClean) {
        return plan;
      }
    }
  }

  private Plan newPlan() {
    return new Plan(
        new StoreEdit(state),
        log.transaction(),
        settings,
        limits,
        Math.max(0, nowMillis.getAsLong() / 1000));
  }

  /** Returns false, with nothing done, if there is no room for such a change. */
  private boolean write(Plan plan, Space space) throws IOException {
    boolean sync =
        switch (settings.durability()) {
          case OPTIMIZED -> plan.isSynced() || log.unsyncedRecords() > MAX_UNSYNCED;
          case ALWAYS -> true;
          case NEVER -> plan.isForced();
        };
    if (!log.isOnlyPreamble(plan.transaction())) {
      sync |= log.needsSync();
      if (!log.write(plan.transaction(), space, sync ? List.of() : plan.records())) {
        return false;
      }
    }
    if (sync) {
      log.sync();
    }
    return true;
  }

  void close() throws IOException {
    log.close();
  }
}
