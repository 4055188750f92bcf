package org.culverhouse.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.culverhouse.api.Content;
import org.jspecify.annotations.Nullable;

/** Several contents one behind the other, of which one at most is open. Used by one thread. */
final class JoinedContent implements Content {
  private final List<Part> parts;

  /** Where each part begins, and where the last one ends. */
  private final long[] starts;

  private int current = -1;
  private @Nullable Content open;

  /** What can be opened to be read, again and again. */
  interface Part {
    long size();

    Content open();

    /** Content that somebody else closes. */
    static Part of(Content content) {
      return new Part() {
        @Override
        public long size() {
          return content.size();
        }

        @Override
        public Content open() {
          return new Content() {
            @Override
            public long size() {
              return content.size();
            }

            @Override
            public int read(long position, ByteBuffer target) throws IOException {
              return content.read(position, target);
            }
          };
        }
      };
    }
  }

  JoinedContent(List<Part> parts) {
    this.parts = parts.stream().filter(part -> part.size() > 0).toList();
    this.starts = new long[this.parts.size() + 1];
    for (int i = 0; i < this.parts.size(); i++) {
      starts[i + 1] = starts[i] + this.parts.get(i).size();
    }
  }

  @Override
  public long size() {
    return starts[starts.length - 1];
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    int before = target.position();
    while (target.hasRemaining()) {
      long at = position + target.position() - before;
      if (at >= size() || readPart(at, target) <= 0) {
        break;
      }
    }
    return target.position() - before;
  }

  private int readPart(long at, ByteBuffer target) throws IOException {
    int found = Arrays.binarySearch(starts, at);
    int index = found >= 0 ? found : -found - 2;
    int limit = target.limit();
    long left = starts[index + 1] - at;
    if (target.remaining() > left) {
      target.limit(target.position() + (int) left);
    }
    try {
      return part(index).read(at - starts[index], target);
    } finally {
      target.limit(limit);
    }
  }

  private Content part(int index) {
    var ready = open;
    if (ready == null || index != current) {
      close();
      ready = parts.get(index).open();
      open = ready;
      current = index;
    }
    return ready;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
