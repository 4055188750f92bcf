package org.culverhouse.search;

/** Looks on while messages are tested one by one. */
public interface Onlooker {
  /**
   * Another message is to be tested. What is thrown ends the search.
   *
   * @param done how many messages are done, on average over what is looked for in them
   * @param goal how many there are, more than that
   */
  void next(long done, long goal);
}
