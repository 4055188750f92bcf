package org.culverhouse.store;

import java.nio.ByteBuffer;
import org.culverhouse.api.model.FlagSet;
import org.jspecify.annotations.Nullable;

/**
 * A message that only needs a place in the log.
 *
 * @param entry its body, or where that is
 * @param internalDate seconds since 1970
 * @param structure what the MIME scanner found; null if it found a fault of its own
 */
record PreparedMessage(
    long blobId,
    Guid guid,
    Transaction.Entry entry,
    long size,
    FlagSet flags,
    long internalDate,
    @Nullable ByteBuffer structure) {}
