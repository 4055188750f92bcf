package org.culverhouse.connector.wire;

import java.nio.ByteBuffer;

/** Where encoded responses go. */
public interface WireSink {
  /** The largest room that is ever asked for. */
  int MAX_ROOM = 8192;

  /**
   * A buffer with room for at least {@code atLeast} octets, at most {@link #MAX_ROOM}. The caller
   * writes and advances its position; the buffer is the caller's until the next call, or until the
   * response is encoded. What was written is sent when the buffer is full, or when the owner likes.
   *
   * @throws org.culverhouse.api.ConnectionGoneException when nobody will read it any more
   */
  default ByteBuffer room(int atLeast) {
    return room(atLeast, () -> {});
  }

  /**
   * The same for who holds memory that can be filled again.
   *
   * @param whenKeptWaiting run at most once, on this thread, when the client does not read for
   *     longer than a usual network takes
   */
  ByteBuffer room(int atLeast, Runnable whenKeptWaiting);
}
