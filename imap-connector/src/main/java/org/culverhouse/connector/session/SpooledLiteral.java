package org.culverhouse.connector.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.culverhouse.api.Content;
import org.culverhouse.api.SpooledContent;
import org.culverhouse.connector.wire.LiteralStore;

/** A message in a file, behind the room that its taker may want. */
final class SpooledLiteral implements LiteralStore.Sink, SpooledContent {
  private static final System.Logger LOG = System.getLogger(SpooledLiteral.class.getName());

  private final Path path;
  private final FileChannel file;
  private final Runnable whenClosed;
  private boolean isTaken;
  private long size;

  /** Makes the file. */
  SpooledLiteral(Path path, Runnable whenClosed) throws IOException {
    this.path = path;
    this.whenClosed = whenClosed;
    file =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    file.position(ROOM);
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
    long left = size - position;
    while (target.hasRemaining() && target.position() - begin < left) {
      int most = (int) Math.min(target.remaining(), left - (target.position() - begin));
      int limit = target.limit();
      target.limit(target.position() + most);
      int count = file.read(target, ROOM + position + target.position() - begin);
      target.limit(limit);
      if (count < 0) {
        break;
      }
    }
    return target.position() - begin;
  }

  @Override
  public String file() {
    return path.toString();
  }

  @Override
  public void taken() {
    isTaken = true;
  }

  @Override
  public void close() {
    try {
      if (file.isOpen()) {
        file.close();
        if (!isTaken) {
          Files.deleteIfExists(path);
        }
        whenClosed.run();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A spooled message could not be closed", e);
    }
  }
}
