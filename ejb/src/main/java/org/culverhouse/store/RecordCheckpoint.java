package org.culverhouse.store;

/** Notes in the log that there is a snapshot, or that the store is being closed. */
record RecordCheckpoint(long generation, long lsn, boolean closed) implements Change<Boolean> {
  private static final int RECORD = 64;

  @Override
  public Space space() {
    return Space.FREES;
  }

  @Override
  public long octets() {
    return RECORD;
  }

  @Override
  public Boolean plan(Plan plan) {
    plan.record(new LogRecord.Checkpoint(generation, lsn, closed));
    return true;
  }
}
