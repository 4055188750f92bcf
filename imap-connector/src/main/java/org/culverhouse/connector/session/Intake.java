package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.jspecify.annotations.Nullable;

/** What the client has sent and nobody has read: plain, or deflated. The thread of one session. */
final class Intake implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final OpenStreams streams;
  private ByteBuffer octets = NOTHING;
  private @Nullable Inflation inflation;
  private boolean ending;

  Intake(OpenStreams streams) {
    this.streams = streams;
  }

  /** Octets of the connection, when everything that came before has been read. */
  void take(ByteBuffer wire) {
    if (inflation == null) {
      octets = wire;
    } else {
      inflation.take(wire);
    }
  }

  /** What can be read now, as the client meant it; empty when more has to come. */
  ByteBuffer octets() throws DataFormatException {
    if (octets.hasRemaining()) {
      return octets;
    }
    octets = inflation == null ? NOTHING : inflated(inflation);
    return octets;
  }

  private ByteBuffer inflated(Inflation from) throws DataFormatException {
    if (!ending) {
      return from.next();
    }
    if (!from.hasEnded()) {
      return NOTHING;
    }
    from.close();
    inflation = null;
    ending = false;
    return from.rest();
  }

  /** From here on, what is here already included, it is deflated. */
  void inflate() {
    var begun = new Inflation(streams);
    begun.take(octets);
    octets = NOTHING;
    inflation = begun;
  }

  /**
   * The client ends its compression here.
   *
   * @throws DataFormatException when it has deflated more
   */
  void endInflation() throws DataFormatException {
    if (octets.hasRemaining()) {
      throw new DataFormatException("something is deflated behind the end");
    }
    ending = inflation != null;
  }

  static Untagged garbled(DataFormatException what) {
    return Untagged.bye(Plain.CLIENTBUG, "this is not deflated: " + what.getMessage());
  }

  /** Nothing is read any more. */
  @Override
  public void close() {
    octets = NOTHING;
    if (inflation != null) {
      inflation.close();
      inflation = null;
    }
  }
}
