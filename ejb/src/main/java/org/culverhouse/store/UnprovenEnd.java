package org.culverhouse.store;

import java.nio.ByteBuffer;

/**
 * The record of a close at the end of a log, of which nothing proves that it is on disk: if the
 * sync for it failed, the system shows it, but would not write it for another sync. It has to be
 * written once more before anything that comes behind it.
 *
 * @param start where it begins
 * @param octets the record
 */
record UnprovenEnd(LogEnd start, ByteBuffer octets) {}
