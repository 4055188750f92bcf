package org.culverhouse.connector.session;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.culverhouse.api.ImapListener;
import org.culverhouse.connector.wire.WireLimits;

/** What all sessions of a server share. Any thread. */
public final class Sessions {
  private final ImapListener listener;
  private final WireLimits limits;
  private final SpoolFolder spoolFolder;
  private final LiteralMemory literalMemory;
  private final InstantSource clock;
  private final OpenStreams streams = new OpenStreams();
  private final AtomicLong opened = new AtomicLong();

  public Sessions(
      ImapListener listener,
      WireLimits limits,
      SpoolFolder spoolFolder,
      LiteralMemory literalMemory,
      InstantSource clock) {
    this.listener = listener;
    this.limits = limits;
    this.spoolFolder = spoolFolder;
    this.literalMemory = literalMemory;
    this.clock = clock;
  }

  /** Deflaters and inflaters in use: none without a session. */
  public int openStreams() {
    return streams.deflaters() + streams.inflaters();
  }

  /**
   * A session on a connection that can carry octets, with its TLS handshake done if it begins with
   * one. Nothing happens before {@link Session#start}.
   *
   * @param over runs when the listener has been told that the session is closed
   */
  public Session open(Transport transport, Runnable over) {
    var id = Long.toString(opened.incrementAndGet());
    var spool = new Spool(spoolFolder, literalMemory);
    return new Session(id, clock.instant(), transport, listener, limits, spool, streams, over);
  }
}
