package org.culverhouse.connector.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.connector.wire.LiteralStore;
import org.jspecify.annotations.Nullable;

/**
 * The messages on their way into one session: in memory while there is some for them, else in
 * files. Used by its thread.
 */
final class Spool {
  private final SpoolFolder folder;
  private final LiteralMemory memory;
  private @Nullable List<LiteralStore.Sink> open;

  Spool(SpoolFolder folder, LiteralMemory memory) {
    this.folder = folder;
    this.memory = memory;
  }

  /** A place for a message of so many octets. */
  LiteralStore.Sink begin(long size) throws IOException {
    var literal = memory.take(size) ? new HeldLiteral(memory, (int) size) : folder.newLiteral();
    if (open == null) {
      open = new ArrayList<>(2);
    }
    open.add(literal);
    return literal;
  }

  /** The command is done, or will not be: whatever nobody closed goes away. */
  void release() {
    if (open != null) {
      open.forEach(LiteralStore.Sink::discard);
      open = null;
    }
  }
}
