package org.culverhouse.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.ResponseCode;
import org.jspecify.annotations.Nullable;

/** A connection without a network. */
final class FakeSession implements ImapSession {
  final AtomicInteger wakes = new AtomicInteger();
  final List<String> challenges = new ArrayList<>();
  final Deque<Optional<byte[]>> challengeAnswers = new ArrayDeque<>();
  final Map<String, byte[]> channelBindings = new HashMap<>();

  /** Answers all challenges, if there is one; else {@link #challengeAnswers} do. */
  @Nullable Function<byte[], Optional<byte[]>> answering;

  Optional<String> tls = Optional.of("TLSv1.3 TLS_AES_128_GCM_SHA256");
  InetAddress address = InetAddress.getLoopbackAddress();
  Listening listening = Listening.IN_IDLE;
  boolean idling;
  boolean compressed;
  boolean failsToForget;
  Presence presence = Presence.PRESENT;
  Optional<String> disconnected = Optional.empty();
  private final Set<Extension> enabled = EnumSet.noneOf(Extension.class);
  private SessionState state = SessionState.NOT_AUTHENTICATED;
  private @Nullable Object attachment;

  @Override
  public String id() {
    return "1";
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return new InetSocketAddress(address, 50_000);
  }

  @Override
  public InetSocketAddress localAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 143);
  }

  @Override
  public Instant openedAt() {
    return Instant.EPOCH;
  }

  @Override
  public Optional<String> tls() {
    return tls;
  }

  @Override
  public Optional<byte[]> channelBinding(String name) {
    return Optional.ofNullable(channelBindings.get(name));
  }

  @Override
  public boolean canStartTls() {
    return tls.isEmpty() && state == SessionState.NOT_AUTHENTICATED;
  }

  @Override
  public SessionState state() {
    return state;
  }

  @Override
  public void enter(SessionState next) {
    state = next;
  }

  @Override
  public Set<Extension> enabled() {
    return enabled;
  }

  @Override
  public void enable(Extension extension) {
    enabled.add(extension);
  }

  @Override
  public boolean isCompressed() {
    return compressed;
  }

  @Override
  public void forgetUser() {
    if (failsToForget) {
      throw new IllegalStateException("on purpose");
    }
    enabled.clear();
    listening = Listening.IN_IDLE;
    state = SessionState.NOT_AUTHENTICATED;
  }

  @Override
  public @Nullable Object attachment() {
    return attachment;
  }

  @Override
  public void attach(Object other) {
    attachment = other;
  }

  @Override
  public Optional<byte[]> challenge(byte[] challenge) {
    challenges.add(new String(challenge, java.nio.charset.StandardCharsets.UTF_8));
    return answering == null ? challengeAnswers.remove() : answering.apply(challenge);
  }

  @Override
  public void listen(Listening when) {
    listening = when;
  }

  @Override
  public boolean isIdling() {
    return idling;
  }

  @Override
  public void wake() {
    wakes.incrementAndGet();
  }

  @Override
  public void disconnect(Optional<ResponseCode> code, String text) {
    disconnected = Optional.of(text);
  }

  @Override
  public Presence presence() {
    return presence;
  }

  @Override
  public long bytesIn() {
    return 0;
  }

  @Override
  public long bytesOut() {
    return 0;
  }

  @Override
  public long commands() {
    return 0;
  }
}
