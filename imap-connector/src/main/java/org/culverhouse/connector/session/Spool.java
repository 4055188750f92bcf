package org.culverhouse.connector.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.Content;
import org.culverhouse.connector.wire.LiteralStore;
import org.jspecify.annotations.Nullable;

/**
 * The messages on their way into one session: in memory while there is some for them, else in
 * files. Used by its thread.
 */
final class Spool {
  private static final System.Logger LOG = System.getLogger(Spool.class.getName());

  private final SpoolFolder folder;
  private final LiteralMemory memory;
  private @Nullable List<LiteralStore.Sink> open;

  Spool(SpoolFolder folder, LiteralMemory memory) {
    this.folder = folder;
    this.memory = memory;
  }

  /** A place for a message of so many octets. */
  LiteralStore.Sink begin(long size) throws IOException {
    var literal =
        memory.take(size)
            ? new HeldLiteral(memory, (int) size)
            : new SpooledLiteral(folder.newFile());
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

  private static final class SpooledLiteral implements LiteralStore.Sink, Content {
    private final FileChannel file;
    private long size;

    SpooledLiteral(FileChannel file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer octets) throws IOException {
      while (octets.hasRemaining()) {
        size += file.write(octets);
      }
    }

    @Override
    public Content finish() {
      return this;
    }

    @Override
    public void discard() {
      close();
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      int begin = target.position();
      long at = position;
      while (target.hasRemaining()) {
        int count = file.read(target, at);
        if (count < 0) {
          break;
        }
        at += count;
      }
      return target.position() - begin;
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A spooled message could not be closed", e);
      }
    }
  }
}
