package org.culverhouse.search;

/** Looks on while messages are tested one by one. */
public interface Onlooker {
  /**
   * Another message is to be tested. What is thrown ends the search.
   *
   * @param done how many tests there have been
   * @param goal how many there will be, more than that; 0 if nobody knows
   */
  void next(long done, long goal);
}
