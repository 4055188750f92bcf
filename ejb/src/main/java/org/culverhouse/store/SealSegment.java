package org.culverhouse.store;

/** Ends the last segment of the log before it is full, so that its space can be given back. */
record SealSegment(long lsn) implements Change<Boolean> {
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
  public boolean endsSegment() {
    return true;
  }

  /** A segment is part of the log when it has a record. */
  @Override
  public Boolean plan(Plan plan) {
    plan.record(new LogRecord.Checkpoint(0, lsn, false));
    return true;
  }
}
