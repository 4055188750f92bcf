package org.culverhouse.store;

/** Nothing new, but what was written before is on disk afterwards. */
record SyncPending() implements Change<Boolean> {
  @Override
  public Space space() {
    return Space.FREES;
  }

  @Override
  public long octets() {
    return 0;
  }

  @Override
  public Boolean plan(Plan plan) {
    plan.sync();
    return true;
  }
}
