package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.culverhouse.index.IndexReader;
import org.culverhouse.index.IndexSection.BlockCheck;
import org.culverhouse.index.IndexSection.Stored;
import org.culverhouse.index.IndexSummary;
import org.culverhouse.index.MailboxIndex;
import org.culverhouse.index.MailboxState;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.store.SectionFile.Kind;
import org.culverhouse.store.SectionFile.Seed;
import org.jspecify.annotations.Nullable;

/**
 * Where the mailboxes of one snapshot come from: from the snapshot, from files of their own, and
 * from the log if those turn out to be damaged. Thread-safe.
 */
final class SnapshotIndexes {
  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final LogEnd end;
  private final Stored embedded;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable StoreState again;

  /**
   * @param end up to where the log is contained in the snapshot
   * @param embedded the indexes within the snapshot
   */
  SnapshotIndexes(StoreIo io, StoreFiles files, UUID store, LogEnd end, Stored embedded) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.end = end;
    this.embedded = embedded;
  }

  /** Where the index of one mailbox is. */
  private interface Place {
    Map<Integer, Stored> sections() throws IOException;
  }

  MailboxIndex embedded(long mailbox, IndexSummary summary, int at, int length) {
    return index(mailbox, summary, () -> parts(slice(at, length)));
  }

  MailboxIndex file(long mailbox, IndexSummary summary, long generation) {
    return index(mailbox, summary, () -> content(mailbox, summary, generation));
  }

  private MailboxIndex index(long mailbox, IndexSummary summary, Place place) {
    return MailboxIndex.stored(
        summary,
        new MailboxIndex.Origin() {
          @Override
          public Map<Integer, Stored> sections() {
            try {
              return place.sections();
            } catch (CorruptFileException | NoSuchFileException | RuntimeException e) {
              throw new IllegalArgumentException(e);
            } catch (IOException e) {
              throw new MailException(
                  Reason.UNAVAILABLE, "A mailbox cannot be read from disk now", e);
            }
          }

          @Override
          public MailboxState again() {
            return fromLog(mailbox);
          }
        });
  }

  ByteBuffer slice(int at, int length) {
    for (int block = at / BlockCheck.LENGTH; block <= (at + length) / BlockCheck.LENGTH; block++) {
      if (block * BlockCheck.LENGTH < at + length && !embedded.check().isSound(block)) {
        throw new IllegalArgumentException("checksum of the embedded indexes");
      }
    }
    return embedded.octets().slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Map<Integer, Stored> parts(ByteBuffer octets) {
    octets.position(IndexSummary.LENGTH);
    int count = octets.getInt();
    octets.getInt();
    var sections = new HashMap<Integer, Stored>();
    for (int i = 0; i < count; i++) {
      int id = octets.getShort() & 0xFFFF;
      int codec = octets.getShort() & 0xFFFF;
      int length = octets.getInt();
      sections.put(id, new Stored(codec, octets.slice(octets.position(), length)));
      octets.position(octets.position() + (length + 7) / 8 * 8);
    }
    return sections;
  }

  private Map<Integer, Stored> content(long mailbox, IndexSummary summary, long generation)
      throws IOException {
    var path = files.index(mailbox, generation);
    var content = SectionFile.read(io, path, Kind.INDEX, new Seed(store, mailbox, generation));
    if (!summary(content, mailbox, generation).equals(summary)) {
      throw new CorruptFileException(path.toString(), 56, "counters", summary, "others");
    }
    return content.sections();
  }

  /** The counters in a file of its own, as snapshots before 1.2 need them. */
  IndexSummary summary(long mailbox, long generation) throws IOException {
    var seed = new Seed(store, mailbox, generation);
    var content = SectionFile.read(io, files.index(mailbox, generation), Kind.INDEX, seed);
    return summary(content, mailbox, generation);
  }

  private static IndexSummary summary(SectionFile.Content content, long mailbox, long generation) {
    var header = content.header();
    if (header.getLong() != mailbox) {
      throw new IllegalArgumentException("mailbox");
    }
    header.getLong();
    if (header.getLong() != generation) {
      throw new IllegalArgumentException("generation");
    }
    return IndexSummary.get(header);
  }

  private MailboxState fromLog(long mailbox) {
    lock.lock();
    try {
      var state = again;
      if (state == null) {
        state = new LogRecovery(io, files, store).stateAt(end);
        again = state;
      }
      var found = state.find(mailbox);
      if (found != null) {
        return IndexReader.rewritten(found, state.relocations()::resolve);
      }
      throw new MailException(Reason.CORRUPT, "An index is damaged and cannot be made again");
    } catch (CorruptFileException e) {
      throw new MailException(Reason.CORRUPT, "An index is damaged, and the log as well", e);
    } catch (IOException e) {
      throw new MailException(Reason.UNAVAILABLE, "A mailbox cannot be read from disk now", e);
    } finally {
      lock.unlock();
    }
  }
}
