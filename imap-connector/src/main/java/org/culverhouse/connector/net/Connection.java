package org.culverhouse.connector.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.connector.session.Session;
import org.culverhouse.connector.session.Transport;
import org.culverhouse.connector.wire.Dialect;
import org.culverhouse.connector.wire.ResponseEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A connection between its channel and its session. What the channel tells comes on the event loop;
 * the methods of {@link Transport} are the session's.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Transport {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  /** How long the client may take to read the last words: closing at once could destroy them. */
  private static final long LINGER_MILLIS = 1000;

  private final Server server;
  private final ServerChannel.Accepted channel;
  private final InetSocketAddress remote;
  private final Outlet outlet;
  private volatile boolean tlsStarted;
  private volatile boolean authenticated;
  private volatile long strangerSince;
  private volatile @Nullable Session session;
  private volatile @Nullable String tls;
  private volatile ChannelBinding binding = ChannelBinding.NONE;
  private volatile long lastRead;
  private volatile long bytesIn;
  private ExporterSecrets.Handshake handshake = Optional::empty;
  private boolean inputEnded;
  private boolean closing;
  private boolean inactive;
  private boolean sessionOver;

  private Connection(Server server, ServerChannel.Accepted channel, InetSocketAddress remote) {
    this.server = server;
    this.channel = channel;
    this.remote = remote;
    this.outlet = new Outlet(channel, this::writeNow, server.nanoTime());
    this.strangerSince = server.nanoTime().getAsLong();
    this.lastRead = strangerSince;
  }

  /** Takes what the channel tells from now on. Event loop. */
  static void inTheClear(Server server, ServerChannel.Accepted channel, InetSocketAddress remote) {
    channel.pipeline().addLast(new Connection(server, channel, remote));
  }

  /** Takes what the channel tells from now on. Event loop. */
  static void withTls(
      Server server, ServerTls tls, ServerChannel.Accepted channel, InetSocketAddress remote) {
    var connection = new Connection(server, channel, remote);
    connection.tlsStarted = true;
    channel.pipeline().addLast(connection.start(tls), connection);
  }

  private SslHandler start(ServerTls tls) {
    var start = tls.start(channel.alloc());
    handshake = start.handshake();
    return start.handler();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var refusal = server.connections().admit(this, client());
    if (refusal.isPresent()) {
      refuse(refusal.get());
    } else if (!tlsStarted) {
      openSession();
    }
  }

  private void refuse(Refusal refusal) {
    if (!tlsStarted) {
      var bye = Untagged.bye(ResponseCode.Plain.UNAVAILABLE, refusal.text());
      new ResponseEncoder(Dialect.REV1).encode(bye, this);
    }
    // Of what comes too fast nothing is kept, not even for the moment of a farewell.
    inputEnded = refusal == Refusal.RATE;
    close();
  }

  private void openSession() {
    if (session == null) {
      var fresh = server.sessions().open(this, this::sessionOver);
      session = fresh;
      fresh.start();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      var to = session;
      if (message instanceof ByteBuf octets && to != null && !closing) {
        lastRead = server.nanoTime().getAsLong();
        bytesIn += octets.readableBytes();
        var copy = ByteBuffer.allocate(octets.readableBytes());
        octets.readBytes(copy);
        to.received(copy.flip());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent handshake -> handshakeDone(context, handshake);
      case SslCloseCompletionEvent close -> inputEnded();
      case ChannelInputShutdownEvent shutdown -> inputEnded();
      default -> context.fireUserEventTriggered(event);
    }
  }

  private void handshakeDone(ChannelHandlerContext context, SslHandshakeCompletionEvent event) {
    var secret = handshake.end();
    if (!event.isSuccess()) {
      LOG.log(Level.DEBUG, "TLS handshake with " + remote, event.cause());
      context.close();
      return;
    }
    var agreed = context.pipeline().get(SslHandler.class).engine().getSession();
    binding = ChannelBinding.of(agreed, secret);
    secret.ifPresent(ExporterSecret::wipe);
    tls = (agreed.getProtocol() + " " + agreed.getCipherSuite()).intern();
    openSession();
  }

  private void inputEnded() {
    inputEnded = true;
    var to = session;
    if (to == null || closing) {
      channel.close();
    } else {
      to.ended();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(Level.DEBUG, "Connection of " + remote, cause);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    inactive = true;
    handshake.end().ifPresent(ExporterSecret::wipe);
    outlet.gone();
    var to = session;
    if (to == null) {
      sessionOver = true;
    } else {
      to.gone();
    }
    forgetWhenOver();
  }

  private void sessionOver() {
    onEventLoop(
        () -> {
          sessionOver = true;
          forgetWhenOver();
        });
  }

  private void forgetWhenOver() {
    if (inactive && sessionOver) {
      server.connections().forget(this);
    }
  }

  InetAddress client() {
    return remote.getAddress();
  }

  boolean isWorking() {
    var current = session;
    return current != null && current.isWorking();
  }

  /** Ends the connection politely if there is somebody to talk to. Any thread. */
  void dismiss(Optional<ResponseCode> code, String text) {
    var current = session;
    if (current == null) {
      channel.close();
    } else {
      current.disconnect(code, text);
    }
  }

  /** Ends the connection at once. Any thread. */
  void cut() {
    channel.close();
  }

  /** Ends the connection if it has taken too long for something. Any thread. */
  void checkTime() {
    long now = server.nanoTime().getAsLong();
    var limits = server.timeouts();
    if (outlet.stalledNanos() > limits.stalled().toNanos()) {
      LOG.log(
          Level.INFO,
          "The connection of {0} is cut: nothing was read for {1} seconds",
          remote,
          limits.stalled().toSeconds());
      cut();
    } else if (!authenticated) {
      if (now - strangerSince > limits.login().toNanos()) {
        dismiss(Optional.empty(), "no login within " + limits.login().toSeconds() + " seconds");
      }
    } else if (now - Math.max(lastRead, outlet.lastProgress()) > limits.idle().toNanos()
        && !isWorking()) {
      dismiss(Optional.empty(), "idle for " + limits.idle().toMinutes() + " minutes");
    }
  }

  @Override
  public ByteBuffer room(int atLeast, Runnable whenKeptWaiting) {
    return outlet.room(atLeast, whenKeptWaiting);
  }

  @Override
  public ByteBuffer roomAtOnce(int atLeast) {
    return outlet.roomAtOnce(atLeast);
  }

  @Override
  public void awaitReader(Runnable whenKeptWaiting) {
    outlet.awaitReader(whenKeptWaiting);
  }

  @Override
  public void flush() {
    outlet.flush();
  }

  /** In the clear the session's thread writes by itself: to wake the event loop costs more. */
  private void writeNow(ByteBuf octets) throws IOException {
    if (!tlsStarted) {
      channel.writeNow(octets);
    }
  }

  @Override
  public boolean startTls(BooleanSupplier clean) {
    var answer = outlet.take();
    var switched = new CompletableFuture<Boolean>();
    boolean queued =
        onEventLoop(
            () -> {
              try {
                switched.complete(switchToTls(answer, clean));
              } catch (RuntimeException e) {
                switched.completeExceptionally(e);
              }
            });
    if (!queued) {
      ReferenceCountUtil.release(answer);
      throw new ConnectionGoneException("before TLS");
    }
    return switched.join();
  }

  private boolean switchToTls(@Nullable ByteBuf answer, BooleanSupplier clean) {
    if (!clean.getAsBoolean()) {
      ReferenceCountUtil.release(answer);
      return false;
    }
    tlsStarted = true;
    channel.writeAndFlush(answer);
    channel.pipeline().addFirst(start(server.tls().orElseThrow()));
    return true;
  }

  @Override
  public void pauseReading() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void resumeReading() {
    channel.config().setAutoRead(true);
  }

  @Override
  public void authenticated() {
    authenticated = true;
    server.connections().authenticated(this);
  }

  @Override
  public void unauthenticated() {
    strangerSince = server.nanoTime().getAsLong();
    authenticated = false;
    server.connections().unauthenticated(this);
  }

  @Override
  public void close() {
    outlet.send();
    onEventLoop(this::shutDown);
  }

  /** Our last words, the end of our output, and then the client has a moment to read them. */
  private void shutDown() {
    if (closing || inactive) {
      return;
    }
    closing = true;
    channel.config().setAutoRead(true);
    var ssl = channel.pipeline().get(SslHandler.class);
    var lastWords =
        ssl == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : ssl.closeOutbound();
    lastWords.addListener(
        said -> {
          if (inputEnded || !said.isSuccess()) {
            channel.close();
            return;
          }
          channel.shutdownOutput();
          channel.eventLoop().schedule(this::cut, LINGER_MILLIS, TimeUnit.MILLISECONDS);
        });
  }

  private boolean onEventLoop(Runnable task) {
    try {
      channel.eventLoop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The event loop has ended", e);
      return false;
    }
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public InetSocketAddress localAddress() {
    return channel.localAddress();
  }

  @Override
  public Optional<String> tls() {
    return Optional.ofNullable(tls);
  }

  @Override
  public Optional<byte[]> channelBinding(String name) {
    return binding.octets(name);
  }

  @Override
  public boolean canStartTls() {
    return server.tls().isPresent() && !tlsStarted;
  }

  @Override
  public long bytesIn() {
    return bytesIn;
  }

  @Override
  public long bytesOut() {
    return outlet.sent();
  }
}
