package org.culverhouse.store;

import java.util.List;

/** Copies of bodies at the end of the log, to which all that pointed to the originals points. */
record RelocateBodies(List<Moved> bodies) implements Change<long[]> {
  private static final int RECORD = 64;
  private static final int POINTERS = 16;

  /**
   * A body as it is in its segment.
   *
   * @param blobId its number
   */
  record Moved(long pointer, Transaction.Entry entry, Guid guid, long blobId) {}

  @Override
  public Space space() {
    return Space.GROWS;
  }

  @Override
  public long octets() {
    return RECORD + bodies.stream().mapToLong(b -> POINTERS + b.entry().recordLength()).sum();
  }

  /** Where the bodies are now. */
  @Override
  public long[] plan(Plan plan) {
    var from = new long[bodies.size()];
    var to = new long[bodies.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = bodies.get(i).pointer();
      to[i] = plan.body(bodies.get(i).entry(), bodies.get(i).blobId());
    }
    plan.record(new LogRecord.Relocate(from, to));
    return to;
  }
}
