package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.culverhouse.api.Content;

/** Tells when a message turns out to be damaged while it is read. One thread. */
record CheckedContent(Content content, Consumer<CorruptFileException> whenDamaged)
    implements Content {
  @Override
  public long size() {
    return content.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    try {
      return content.read(position, target);
    } catch (CorruptFileException e) {
      whenDamaged.accept(e);
      throw e;
    }
  }

  @Override
  public void rest() {
    content.rest();
  }

  @Override
  public void close() {
    content.close();
  }
}
