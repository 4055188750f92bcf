package org.culverhouse.store;

/** A part of an image of the store goes into its log. */
record RecordImage(LogRecord.Image part) implements Change<Boolean> {
  private static final int RECORD = 64;

  @Override
  public Space space() {
    return Space.GROWS;
  }

  @Override
  public long octets() {
    return (long) RECORD + part.octets().remaining();
  }

  @Override
  public Boolean plan(Plan plan) {
    plan.record(part);
    return true;
  }
}
