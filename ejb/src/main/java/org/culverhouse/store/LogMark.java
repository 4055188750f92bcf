package org.culverhouse.store;

/**
 * The state that everything in front of a place of the log leads to, all of which is on disk.
 *
 * @param written how many octets had been written since the store was opened
 */
record LogMark(StoreState state, LogEnd end, long written) {}
