package org.culverhouse.mailbox.memory;

import java.time.Instant;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.ModSeq;

/** A message; the octets are shared by its copies. */
record MemoryMessage(long uid, ModSeq modSeq, FlagSet flags, Instant internalDate, byte[] octets) {
  MemoryMessage with(FlagSet other, ModSeq modSeq) {
    return new MemoryMessage(uid, modSeq, other, internalDate, octets);
  }

  MemoryMessage as(long uid, ModSeq modSeq) {
    return new MemoryMessage(uid, modSeq, flags, internalDate, octets);
  }
}
