package org.culverhouse.store;

/**
 * Mailboxes go on with what a snapshot has written of them: mapped columns in the place of rows in
 * memory, and no slots of messages that are gone; what has come meanwhile stays. Nobody can see a
 * difference, so nothing is recorded.
 *
 * @param from what the snapshot was taken of
 * @param to the same as the snapshot has it
 */
record Rebase(StoreState from, StoreState to, Watchers watchers) implements Change<Boolean> {
  @Override
  public Space space() {
    return Space.FREES;
  }

  @Override
  public long octets() {
    return 0;
  }

  /** Whether all went on that could. */
  @Override
  public Boolean plan(Plan plan) {
    return plan.edit().rebase(from, to, watchers::knowExpunges);
  }
}
