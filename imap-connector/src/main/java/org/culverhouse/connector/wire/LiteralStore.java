package org.culverhouse.connector.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.Content;
import org.culverhouse.api.response.Response;

/**
 * Takes the messages of APPEND that are too large for memory, and parts of them (RFC 4469), as they
 * arrive. One APPEND may bring up to {@code messageCount} of them (RFC 3502).
 */
public interface LiteralStore {
  /**
   * Asked before a message may come that the client does not send by itself, or that is large.
   *
   * @return the answer that ends the command; empty if the message may come
   */
  default Optional<Response.Tagged> refusal(AnnouncedMessages announced) {
    return Optional.empty();
  }

  /**
   * @param size how many octets were announced; nothing is to be reserved for that
   * @throws IOException when nothing can be stored now; the client is told so with NO [UNAVAILABLE]
   */
  Sink begin(long size) throws IOException;

  /** One message on its way in; ends with either {@link #finish} or {@link #discard}. */
  interface Sink {
    /** Takes all that remains in {@code octets}. */
    void write(ByteBuffer octets) throws IOException;

    /** The whole message; it goes away when the content is closed. */
    Content finish() throws IOException;

    /** The message will not be used; also after a failure of the other two. */
    void discard();
  }
}
