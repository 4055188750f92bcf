package org.culverhouse.mailbox;

import org.culverhouse.api.model.FlagSet;

/**
 * Reads the flags of messages one after the other, in ascending order. The same flags are mostly
 * the same object, so what is made of them can be kept.
 */
public interface FlagReader {
  FlagSet flags(long uid);
}
