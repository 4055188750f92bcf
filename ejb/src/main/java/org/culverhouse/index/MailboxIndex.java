package org.culverhouse.index;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.culverhouse.index.IndexSection.Stored;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxCounts;
import org.culverhouse.mailbox.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox in a state of its store: the counters are known, the messages are read from its index
 * when somebody asks for them first. Thread-safe.
 */
public final class MailboxIndex {
  private static final System.Logger LOG = System.getLogger(MailboxIndex.class.getName());

  private final @Nullable Unread unread;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable MailboxState state;
  private volatile @Nullable MailboxState madeAgain;

  /**
   * Once they have been asked for, they stay, though their file may go when a newer one is there.
   */
  private @Nullable Map<Integer, Stored> opened;

  /** Where a mailbox comes from that has not been read yet. */
  public interface Origin {
    /**
     * @throws IllegalArgumentException if they are damaged or not there
     * @throws MailException with {@link Reason#UNAVAILABLE}
     */
    Map<Integer, Stored> sections();

    /**
     * The same mailbox from the log, which takes long, with a row for each message that exists.
     *
     * @throws MailException with {@link Reason#CORRUPT} or {@link Reason#UNAVAILABLE}
     */
    MailboxState again();
  }

  /**
   * A mailbox that may still have to be read.
   *
   * @param skipped by how much its highest mod-sequence is to be raised
   */
  private record Unread(IndexSummary summary, Origin origin, long skipped) {}

  private MailboxIndex(@Nullable Unread unread, @Nullable MailboxState state) {
    this.unread = unread;
    this.state = state;
  }

  public static MailboxIndex of(MailboxState state) {
    return new MailboxIndex(null, state);
  }

  public static MailboxIndex stored(IndexSummary summary, Origin origin) {
    return new MailboxIndex(new Unread(summary, origin, 0), null);
  }

  /** Whether nobody has asked for its messages yet. */
  public boolean isUnread() {
    return unread != null && state == null;
  }

  public IndexSummary summary() {
    return unread == null || state != null
        ? IndexSummary.of(state())
        : unread.summary.skipping(unread.skipped);
  }

  public MailboxCounts counts() {
    return unread == null || state != null
        ? state().counts()
        : unread.summary.skipping(unread.skipped).counts();
  }

  /** The same mailbox without those mod-sequences, which somebody may have been told of. */
  public MailboxIndex skipping(long modSeqs) {
    return unread == null || state != null
        ? of(skipped(state(), modSeqs))
        : new MailboxIndex(
            new Unread(unread.summary, unread.origin, unread.skipped + modSeqs), null);
  }

  private static MailboxState skipped(MailboxState state, long modSeqs) {
    if (modSeqs == 0) {
      return state;
    }
    var edit = new MailboxEdit(state);
    edit.skipModSeqs(modSeqs);
    return edit.build();
  }

  public MailboxState state() {
    var known = state;
    if (known != null) {
      return known;
    }
    if (unread == null) {
      throw new IllegalStateException("a mailbox without a state");
    }
    lock.lock();
    try {
      if (state == null) {
        state = read(unread);
      }
      return Objects.requireNonNull(state);
    } finally {
      lock.unlock();
    }
  }

  private MailboxState read(Unread unread) {
    MailboxState read;
    try {
      read = IndexReader.state(unread.summary, opened(unread), () -> again(unread));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, () -> "An index is passed over: " + e.getMessage());
      read = again(unread);
    }
    return skipped(read, unread.skipped);
  }

  private Map<Integer, Stored> opened(Unread unread) {
    lock.lock();
    try {
      var sections = opened;
      if (sections == null) {
        sections = unread.origin.sections();
        opened = sections;
      }
      return sections;
    } finally {
      lock.unlock();
    }
  }

  /** The mailbox as it should have been in its index. */
  private MailboxState again(Unread unread) {
    lock.lock();
    try {
      var known = madeAgain;
      if (known == null) {
        LOG.log(Level.WARNING, "A part of an index is damaged: the mailbox is read from the log");
        known = unread.origin.again();
        if (!unread.summary.isOf(known)) {
          throw new MailException(Reason.CORRUPT, "An index is damaged and cannot be made again");
        }
        madeAgain = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a file has been found damaged, so that it must not be used again. */
  public boolean isDamaged() {
    return madeAgain != null;
  }

  /** The mailbox as sections; if nobody has read it, those of its index as they are. */
  public List<IndexSection> sections() {
    if (unread == null || state != null) {
      return IndexWriter.sections(state());
    }
    try {
      var sections = new ArrayList<IndexSection>();
      for (var entry : opened(unread).entrySet()) {
        var section = entry.getValue();
        if (!section.isSound()) {
          throw new IllegalArgumentException("section " + entry.getKey());
        }
        sections.add(
            new IndexSection(entry.getKey(), section.codec(), List.of(section.octets().slice())));
      }
      return sections;
    } catch (IllegalArgumentException damaged) {
      return IndexWriter.sections(state());
    }
  }
}
