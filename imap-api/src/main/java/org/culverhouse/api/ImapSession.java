package org.culverhouse.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.ResponseCode;

/**
 * A connection as the server sees it. {@link #wake} and {@link #disconnect} may be called from any
 * thread.
 */
public interface ImapSession {
  /** Names the session in logs and to the admin; unique while the server runs. */
  String id();

  /** The client's address, that which a trusted proxy tells included. */
  InetSocketAddress remoteAddress();

  InetSocketAddress localAddress();

  Instant openedAt();

  /** The TLS version and cipher, {@code TLSv1.3 TLS_AES_128_GCM_SHA256}; empty in the clear. */
  Optional<String> tls();

  /**
   * The octets of a channel binding (RFC 5056) of this connection: {@code tls-exporter} (RFC 9266)
   * with TLS 1.3 and {@code tls-server-end-point} (RFC 5929) with any; empty for what it has not.
   */
  Optional<byte[]> channelBinding(String name);

  /** Whether STARTTLS can still be offered. */
  boolean canStartTls();

  /** Whether both sides deflate what they send (RFC 4978). */
  boolean isCompressed();

  SessionState state();

  /** Called by the listener when a command has changed the state. */
  void enter(SessionState state);

  /** What the client has switched on. */
  Set<Extension> enabled();

  /** Called by the listener; it lasts until the session ends, or {@link #forgetUser}. */
  void enable(Extension extension);

  /**
   * Called by the listener when the user has gone and the connection stays (RFC 8437): back in the
   * first state, with nothing enabled, listening in IDLE only. Compression ends behind the answer.
   */
  void forgetUser();

  /** What the listener keeps with this session; {@code null} until {@link #attach}. */
  @org.jspecify.annotations.Nullable
  Object attachment();

  void attach(Object attachment);

  /**
   * A SASL challenge (RFC 9051 section 6.2.2): sends it in base64 and waits for the decoded answer.
   * Empty when the client gave up with {@code *}.
   *
   * @throws ConnectionGoneException when the client goes away or takes too long
   * @throws SyntaxException when the answer is not base64, or too long
   */
  Optional<byte[]> challenge(byte[] challenge);

  /** When a client takes what it has not asked for at that moment. */
  enum Listening {
    /** From IDLE to DONE. */
    IN_IDLE,
    /** Also while no command of it is on its way or being answered (NOTIFY). */
    BETWEEN_COMMANDS
  }

  /** Called by the listener within a command; {@link Listening#IN_IDLE} until then. */
  void listen(Listening when);

  /** Whether the client waits in IDLE; the session's own thread. */
  boolean isIdling();

  /**
   * Something has changed that the client may want to know: leads to {@link ImapListener#changed},
   * soon if the client listens, else as soon as it does.
   */
  void wake();

  /** Ends the session with BYE, after the command that runs now. */
  void disconnect(Optional<ResponseCode> code, String text);

  /** Whether anybody waits for the answer, as far as the connection knows; any thread. */
  Presence presence();

  /** The client, while a command of it runs. */
  enum Presence {
    PRESENT,
    /** It will send no more. Whether it reads is found out by writing only. */
    SILENT,
    /** The connection has gone, or the session is to end. */
    GONE
  }

  long bytesIn();

  long bytesOut();

  long commands();
}
