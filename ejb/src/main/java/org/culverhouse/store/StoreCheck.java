package org.culverhouse.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.culverhouse.store.LogScan.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that a store has on disk and compares it: the log with itself, snapshots and
 * indexes with the log, messages with their bodies. Writes nothing. One thread; nobody may have the
 * store open.
 */
final class StoreCheck implements LogKnowledge.Judge {
  private final StoreIo io;
  private final StoreFiles files;
  private final long nowSeconds;
  private final LongConsumer progress;
  private final Findings findings;
  private Snapshot image = Snapshot.NONE;
  private boolean isLogSound = true;

  /**
   * @param progress is told how many octets have been read since it was told last
   */
  StoreCheck(StoreIo io, StoreFiles files, long nowSeconds, LongConsumer progress) {
    this.io = io;
    this.files = files;
    this.nowSeconds = nowSeconds;
    this.progress = progress;
    findings = new Findings(files);
  }

  /**
   * What has been found.
   *
   * @param state the best that can be known of the store
   * @param isLogSound whether a start would know as much
   */
  record Outcome(
      StoreReport report,
      UUID store,
      StoreState state,
      LogEnd end,
      LogKnowledge knowledge,
      boolean isLogSound) {}

  Outcome run() throws IOException {
    var store = identity();
    var numbers = files.segments(io);
    var snapshots =
        new ArrayList<>(new DerivedCheck(io, files, store, findings, progress).snapshots());
    image = new Images(io, files, store).newest(numbers, Long.MAX_VALUE).orElse(Snapshot.NONE);
    long imageLsn = image.isNone() ? 0 : image.end().lsn();
    if (!image.isNone()) {
      snapshots.add(image);
    }
    var knowledge = new LogKnowledge(snapshots, this);
    var scan = new LogScan(io, files, store, imageLsn, findings, knowledge, progress);
    scan.run(numbers);
    var state = knowledge.state(scan.end(), nowSeconds);
    if (scan.hasSuperseded()) {
      snapshots.stream()
          .filter(snapshot -> snapshot.end().lsn() < imageLsn)
          .forEach(this::wouldReadDamage);
    }
    var caches = files.caches(io);
    checkEnd(numbers, caches);
    new CacheCheck(io, files, store, findings, progress).run(caches);
    new BodyCheck(io, files, store, findings, progress).run(state, knowledge);
    new LeftoverCheck(io, files, findings).run(state, knowledge);
    var report =
        new StoreReport(
            files.id(),
            state.mailboxes().size(),
            state.usage().messages(),
            files.octets(io),
            findings.all(),
            findings.omitted());
    return new Outcome(
        report, store, state, scan.end(), knowledge, isLogSound && !scan.isDamaged());
  }

  /** A cache is of bodies that were on disk, so there has been a segment for it. */
  private void checkEnd(List<Long> segments, List<Long> caches) {
    long last = segments.isEmpty() ? 0 : segments.getLast();
    for (long segment : caches) {
      if (segment > last) {
        isLogSound = false;
        findings.add(
            new Finding.Log(
                findings.place(
                    files.segment(segment), 0, "segment", "one, as for its cache", "none")));
      }
    }
  }

  /** The identity of the store, or what the first header that is sound says of it. */
  private UUID identity() throws IOException {
    try {
      return StoreIdentity.read(io, files).store();
    } catch (IOException e) {
      findings.add(new Finding.Identity(findings.place(files.identity(), e)));
    }
    for (long number : files.segments(io)) {
      var store = storeOf(number);
      if (store != null) {
        return store;
      }
    }
    throw new CorruptFileException(
        files.identity().toString(), 0, "store", "one with an identity", "none");
  }

  private @Nullable UUID storeOf(long segment) throws IOException {
    var path = files.segment(segment);
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      return SegmentFile.header(handle, path.toString()).store();
    } catch (CorruptFileException e) {
      return null;
    }
  }

  @Override
  public void compare(Snapshot snapshot, StoreState state) {
    var differences = String.join("; ", StoreComparison.differences(state, snapshot.state()));
    if (differences.isEmpty()) {
      return;
    }
    if (isImage(snapshot)) {
      isLogSound = false;
      findings.add(
          new Finding.Log(
              findings.place(
                  files.segment(snapshot.end().segment()),
                  snapshot.end().offset(),
                  "image of the store",
                  "what the log says",
                  differences)));
      return;
    }
    var path = files.snapshot(snapshot.generation());
    findings.add(
        new Finding.Derived(
            findings.place(path, 0, "state of the store", "what the log says", differences)));
  }

  private boolean isImage(Snapshot snapshot) {
    return snapshot.generation() == image.generation() && snapshot.end().equals(image.end());
  }

  /** A start would go on from it, and not from the image that stands for what is damaged. */
  private void wouldReadDamage(Snapshot snapshot) {
    findings.add(
        new Finding.Derived(
            findings.place(
                files.snapshot(snapshot.generation()),
                40,
                "number of the next record",
                "at least " + image.end().lsn() + ", as in the image",
                snapshot.end().lsn())));
  }

  @Override
  public void logEndsEarly(Snapshot snapshot) {
    isLogSound = false;
    findings.add(
        new Finding.Log(
            findings.place(
                files.log(),
                0,
                "end of the log",
                "record " + (snapshot.end().lsn() - 1) + ", which a snapshot contains",
                "none")));
  }

  @Override
  public void makesNoSense(Entry entry, IllegalArgumentException why) {
    isLogSound = false;
    findings.add(
        new Finding.Log(
            findings.place(
                files.segment(entry.segment()),
                entry.offset(),
                "record " + entry.header().lsn(),
                "one that makes sense",
                why.getMessage() == null ? why : why.getMessage())));
  }
}
