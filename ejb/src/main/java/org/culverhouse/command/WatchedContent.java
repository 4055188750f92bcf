package org.culverhouse.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.culverhouse.api.Content;
import org.culverhouse.api.SpooledContent;

/** Content that says so whenever it is read; what it stands for is closed by somebody else. */
final class WatchedContent {
  private WatchedContent() {}

  static Content of(Content content, Runnable watcher) {
    return content instanceof SpooledContent spooled
        ? new Spooled(spooled, watcher)
        : new Plain(content, watcher);
  }

  private record Plain(Content content, Runnable watcher) implements Content {
    @Override
    public long size() {
      return content.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      watcher.run();
      return content.read(position, target);
    }

    @Override
    public List<ByteBuffer> pieces() {
      watcher.run();
      return content.pieces();
    }
  }

  private record Spooled(SpooledContent content, Runnable watcher) implements SpooledContent {
    @Override
    public long size() {
      return content.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      watcher.run();
      return content.read(position, target);
    }

    @Override
    public String file() {
      return content.file();
    }

    @Override
    public void taken() {
      content.taken();
    }
  }
}
