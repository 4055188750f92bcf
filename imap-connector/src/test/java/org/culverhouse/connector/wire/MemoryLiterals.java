package org.culverhouse.connector.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.Content;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode.Plain;

/**
 * Keeps spooled messages in memory, counts those that nobody has let go, and fails when told to.
 */
final class MemoryLiterals implements LiteralStore {
  int begun;
  int open;
  int roomFor = Integer.MAX_VALUE;
  long quota = Long.MAX_VALUE;
  int asked;

  @Override
  public Optional<Tagged> refusal(AnnouncedMessages announced) {
    asked++;
    return announced.octets() > quota
        ? Optional.of(
            Tagged.no(
                announced.tag(), Plain.OVERQUOTA, announced.messages() + " messages are too much"))
        : Optional.empty();
  }

  @Override
  public Sink begin(long size) throws IOException {
    if (roomFor == 0) {
      throw new IOException("no room");
    }
    begun++;
    open++;
    return new Spooled();
  }

  private final class Spooled implements Sink {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    @Override
    public void write(ByteBuffer input) throws IOException {
      while (input.hasRemaining()) {
        if (octets.size() == roomFor) {
          throw new IOException("no room");
        }
        octets.write(input.get());
      }
    }

    @Override
    public Content finish() {
      var content = Content.of(octets.toByteArray());
      return new Content() {
        @Override
        public long size() {
          return content.size();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
          return content.read(position, target);
        }

        @Override
        public void close() {
          open--;
        }
      };
    }

    @Override
    public void discard() {
      open--;
    }
  }
}
