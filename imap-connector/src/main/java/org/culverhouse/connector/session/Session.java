package org.culverhouse.connector.session;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.connector.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the listener sees it, and as the transport below feeds it. Any thread; what
 * belongs to the session's own thread is in {@link Conversation}.
 */
public final class Session implements ImapSession {
  private final String id;
  private final Instant openedAt;
  private final Transport transport;
  private final Inbox inbox;
  private final Conversation conversation;
  private volatile SessionState state = SessionState.NOT_AUTHENTICATED;
  private volatile Set<Extension> enabled = Set.of();
  private volatile @Nullable Object attachment;

  Session(
      String id,
      Instant openedAt,
      Transport transport,
      ImapListener listener,
      WireLimits limits,
      Spool spool,
      OpenStreams streams,
      Runnable over) {
    this.id = id;
    this.openedAt = openedAt;
    this.transport = transport;
    this.inbox = new Inbox(transport, this::startThread);
    this.conversation =
        new Conversation(this, inbox, transport, listener, limits, spool, streams, over);
  }

  private void startThread() {
    Thread.ofVirtual().name("imap-" + id).inheritInheritableThreadLocals(false).start(conversation);
  }

  /** The listener greets the client. */
  public void start() {
    inbox.start();
  }

  /** Octets from the client, in order; the buffer belongs to the session from now on. */
  public void received(ByteBuffer octets) {
    inbox.received(octets);
  }

  /** The client will send no more, but may still read. */
  public void ended() {
    inbox.ended();
  }

  /** The connection has gone. */
  public void gone() {
    inbox.gone();
  }

  /** Whether a thread is at work for the client now. */
  public boolean isWorking() {
    return inbox.isWorking();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return transport.remoteAddress();
  }

  @Override
  public InetSocketAddress localAddress() {
    return transport.localAddress();
  }

  @Override
  public Instant openedAt() {
    return openedAt;
  }

  @Override
  public Optional<String> tls() {
    return transport.tls();
  }

  @Override
  public Optional<byte[]> channelBinding(String name) {
    return transport.channelBinding(name);
  }

  @Override
  public boolean canStartTls() {
    return state == SessionState.NOT_AUTHENTICATED && transport.canStartTls();
  }

  @Override
  public SessionState state() {
    return state;
  }

  @Override
  public void enter(SessionState next) {
    if (state == SessionState.NOT_AUTHENTICATED && next != SessionState.LOGOUT) {
      transport.authenticated();
    }
    state = next;
  }

  @Override
  public Set<Extension> enabled() {
    return enabled;
  }

  @Override
  public void enable(Extension extension) {
    var more = EnumSet.of(extension);
    more.addAll(enabled);
    enabled = Collections.unmodifiableSet(more);
    conversation.speak(enabled);
  }

  @Override
  public void forgetUser() {
    enabled = Set.of();
    conversation.speak(enabled);
    state = SessionState.NOT_AUTHENTICATED;
    inbox.listen(Listening.IN_IDLE);
    transport.unauthenticated();
  }

  @Override
  public boolean isCompressed() {
    return conversation.isCompressed();
  }

  @Override
  public @Nullable Object attachment() {
    return attachment;
  }

  @Override
  public void attach(Object attachment) {
    this.attachment = attachment;
  }

  @Override
  public Optional<byte[]> challenge(byte[] challenge) {
    return conversation.challenge(challenge);
  }

  @Override
  public void listen(Listening when) {
    inbox.listen(when);
  }

  @Override
  public boolean isIdling() {
    return conversation.isIdling();
  }

  @Override
  public void wake() {
    inbox.wake();
  }

  @Override
  public void disconnect(Optional<ResponseCode> code, String text) {
    inbox.farewell(new Work.Farewell(code, text));
  }

  @Override
  public Presence presence() {
    return inbox.presence();
  }

  @Override
  public long bytesIn() {
    return transport.bytesIn();
  }

  @Override
  public long bytesOut() {
    return transport.bytesOut();
  }

  @Override
  public long commands() {
    return conversation.commands();
  }

  @Override
  public String toString() {
    return "session " + id + " of " + remoteAddress();
  }
}
