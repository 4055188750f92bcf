package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.IndexSummary;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.Usage;
import org.culverhouse.store.SectionFile.Content;
import org.culverhouse.store.SectionFile.Kind;
import org.culverhouse.store.SectionFile.Seed;

/** Reads the files of one snapshot; whatever is not sound is a {@link CorruptFileException}. */
final class SnapshotReader {
  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final Map<Long, Long> indexes = new HashMap<>();

  SnapshotReader(StoreIo io, StoreFiles files, UUID store) {
    this.io = io;
    this.files = files;
    this.store = store;
  }

  Snapshot read(long generation) throws IOException {
    var path = files.snapshot(generation);
    var content = SectionFile.read(io, path, Kind.SNAPSHOT, new Seed(store, 0, generation));
    try {
      return snapshot(generation, content);
    } catch (RuntimeException e) {
      throw new CorruptFileException(path.toString(), 0, "snapshot", "one that makes sense", e);
    }
  }

  /** A snapshot with every index in it, from octets in memory. */
  Snapshot read(long generation, ByteBuffer octets, String name) throws IOException {
    var content = SectionFile.read(octets, name, Kind.SNAPSHOT, new Seed(store, 0, generation));
    try {
      return snapshot(generation, content);
    } catch (RuntimeException e) {
      throw new CorruptFileException(name, 0, "image", "one that makes sense", e);
    }
  }

  private static ByteBuffer octets(Content content, int id) {
    check(content.section(id).isSound(), "checksum of section " + id);
    return content.section(id).octets().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private PayloadReader reader(ByteBuffer octets) {
    return new PayloadReader(octets, files.snapshots().toString(), 0);
  }

  private static void check(boolean fits, String what) {
    if (!fits) {
      throw new IllegalArgumentException(what);
    }
  }

  private Snapshot snapshot(long generation, Content content) throws IOException {
    var header = content.header();
    check(header.getLong() == generation, "generation");
    long lsn = header.getLong();
    long segment = header.getLong();
    long offset = header.getLong();
    long last = header.getLong();
    int chain = header.getInt();
    header.getInt();
    long epoch = header.getLong();
    long nextBlobId = header.getLong();
    long nextMailboxId = header.getLong();
    check(nextMailboxId > 0, "next mailbox id");
    long uidValidityHigh = header.getLong();
    var usage = new Usage(header.getLong(), header.getLong());
    var end = new LogEnd(segment, offset, lsn, chain, last);
    var entries = mailboxes(content, end);
    var names = new TreeMap<MailboxName, MailboxInfo>();
    entries.forEach(entry -> names.put(entry.info().name(), entry.info()));
    var subscriptions = new TreeSet<MailboxName>();
    var subscribed = octets(content, SnapshotSection.SUBSCRIPTIONS);
    for (var in = reader(subscribed); in.hasMore(); ) {
      subscriptions.add(new MailboxName(in.text()));
    }
    var segments = new ArrayList<Long>();
    for (var in = octets(content, SnapshotSection.SEGMENTS); in.hasRemaining(); ) {
      segments.add(in.getLong());
    }
    var externals = new HashMap<Long, Long>();
    for (var in = octets(content, SnapshotSection.EXTERNALS); in.hasRemaining(); ) {
      externals.put(in.getLong(), in.getLong());
    }
    return new Snapshot(
        generation,
        new StoreState(
            new MailboxTree(names, subscriptions),
            StoreState.unmodifiable(entries.toArray(StoreState.Entry[]::new)),
            usage,
            nextMailboxId,
            uidValidityHigh,
            Relocations.NONE),
        end,
        epoch,
        nextBlobId,
        externals,
        segments,
        Map.copyOf(indexes));
  }

  private List<StoreState.Entry> mailboxes(Content content, LogEnd end) throws IOException {
    var embedded = content.section(SnapshotSection.INDEXES);
    var source = new SnapshotIndexes(io, files, store, end, embedded);
    boolean counted = content.sections().containsKey(SnapshotSection.MAILBOXES);
    int section = counted ? SnapshotSection.MAILBOXES : SnapshotSection.PLAIN_MAILBOXES;
    var entries = new ArrayList<StoreState.Entry>();
    long previous = 0;
    for (var in = reader(octets(content, section)); in.hasMore(); ) {
      long id = in.u64();
      var uidValidity = new UidValidity(in.u32());
      var uses = RecordCodec.uses(in.u32());
      long generation = in.u64();
      int at = Math.toIntExact(in.u64());
      int length = Math.toIntExact(in.u64());
      var counters = counted ? in.octets(IndexSummary.LENGTH) : new byte[0];
      var name = new MailboxName(in.text());
      in.align(8);
      check(id > previous, "order of mailboxes");
      previous = id;
      IndexSummary summary;
      if (counted) {
        summary = IndexSummary.get(ByteBuffer.wrap(counters).order(ByteOrder.LITTLE_ENDIAN));
      } else {
        summary =
            generation == 0
                ? IndexSummary.get(source.slice(at, length))
                : source.summary(id, generation);
      }
      check(summary.uidValidity() == uidValidity.value(), "UIDVALIDITY");
      check(summary.isSound(), "counters");
      if (generation != 0) {
        indexes.put(id, generation);
      }
      var index =
          generation == 0
              ? source.embedded(id, summary, at, length)
              : source.file(id, summary, generation);
      entries.add(
          new StoreState.Entry(new MailboxInfo(new MailboxId(id), name, uidValidity, uses), index));
    }
    return entries;
  }
}
