package org.culverhouse.connector.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.culverhouse.connector.wire.WireSink;

/**
 * What a session needs of the connection below it. Output belongs to the session's thread; the rest
 * may be called from any.
 */
public interface Transport extends WireSink {
  InetSocketAddress remoteAddress();

  InetSocketAddress localAddress();

  /** The TLS version and cipher; empty in the clear. */
  Optional<String> tls();

  /** As {@link org.culverhouse.api.ImapSession#channelBinding}. */
  Optional<byte[]> channelBinding(String name);

  /** Whether there is a certificate, and no TLS yet. */
  boolean canStartTls();

  /** As {@link #room(int)}, but does not wait: {@link #awaitReader} is to follow soon. */
  ByteBuffer roomAtOnce(int atLeast);

  /**
   * Blocks while the client is slow.
   *
   * @param whenKeptWaiting as for {@link #room(int, Runnable)}
   */
  void awaitReader(Runnable whenKeptWaiting);

  /**
   * Hands over what was written; blocks while the client is slow.
   *
   * @throws org.culverhouse.api.ConnectionGoneException when nobody will read it any more
   */
  void flush();

  /**
   * Sends what was written and takes everything that follows as TLS, in one step, if {@code clean}
   * holds in that moment on the thread that reads; otherwise what was written is dropped.
   *
   * @return whether it was clean
   */
  boolean startTls(BooleanSupplier clean);

  void pauseReading();

  void resumeReading();

  /** The client has logged in: deadlines and limits of strangers do not count for it any more. */
  void authenticated();

  /** The user has gone, and the client is a stranger again (RFC 8437). */
  void unauthenticated();

  /** Sends what was written without waiting for it, then closes. The session is over. */
  void close();

  long bytesIn();

  long bytesOut();
}
