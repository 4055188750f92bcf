package org.culverhouse.store;

import java.util.List;

/** Notes that segments are not needed any more; on disk afterwards, whatever the durability. */
record ReleaseSegments(List<Long> segments) implements Change<Boolean> {
  private static final int RECORD = 48;

  @Override
  public Space space() {
    return Space.FREES;
  }

  @Override
  public long octets() {
    return RECORD + 8L * segments.size();
  }

  @Override
  public Boolean plan(Plan plan) {
    plan.record(new LogRecord.Release(segments));
    plan.force();
    return true;
  }
}
