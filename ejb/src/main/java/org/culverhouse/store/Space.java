package org.culverhouse.store;

/**
 * How much of the room that is kept for a full disk a change must leave, in parts of four: who
 * frees space may use all of it.
 */
enum Space {
  GROWS(4),
  CHANGES(2),
  FREES(0);

  private final int quarters;

  Space(int quarters) {
    this.quarters = quarters;
  }

  long of(int reserveBytes) {
    return (long) reserveBytes / 4 * quarters;
  }
}
