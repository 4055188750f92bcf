package org.culverhouse.connector.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.culverhouse.api.response.Response;

/** What a response looks like on the wire. */
final class Encoded {
  private Encoded() {}

  static String of(Response response) {
    return throughBuffersOf(WireSink.MAX_ROOM, response);
  }

  /** To a client of another dialect. */
  static String of(Dialect dialect, Response response) {
    var sink = new Sink(WireSink.MAX_ROOM);
    new ResponseEncoder(dialect).encode(response, sink);
    return sink.written();
  }

  /** Through a sink that never gives more room than that, or than was asked for. */
  static String throughBuffersOf(int size, Response response) {
    var sink = new Sink(size);
    new ResponseEncoder(Dialect.REV1).encode(response, sink);
    return sink.written();
  }

  private static final class Sink implements WireSink {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final int size;
    private ByteBuffer room = ByteBuffer.allocate(0);

    Sink(int size) {
      this.size = size;
    }

    @Override
    public ByteBuffer room(int atLeast, Runnable whenKeptWaiting) {
      if (atLeast > MAX_ROOM) {
        throw new AssertionError("room for " + atLeast);
      }
      if (room.remaining() < atLeast) {
        octets.write(room.array(), 0, room.position());
        room = ByteBuffer.allocate(Math.max(size, atLeast));
      }
      return room;
    }

    String written() {
      octets.write(room.array(), 0, room.position());
      return octets.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
