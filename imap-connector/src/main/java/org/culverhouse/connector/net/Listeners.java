package org.culverhouse.connector.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.connector.session.LiteralMemory;
import org.culverhouse.connector.session.Sessions;
import org.culverhouse.connector.session.SpoolFolder;
import org.culverhouse.connector.wire.WireLimits;

/**
 * The listening sockets and everything behind them, with or without a container around. Started
 * once and stopped once, by one thread.
 */
public final class Listeners implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Listeners.class.getName());
  private static final Duration READY_CHECK = Duration.ofMillis(100);

  private final ListenerConfig config;
  private final ImapListener listener;
  private final Connections connections;
  private final ProxyHeaders proxyHeaders;
  private final SpoolFolder spoolFolder;
  private final Server server;
  private final EventLoopGroup loops;
  private final List<Channel> bound = new ArrayList<>();
  private Addresses addresses = new Addresses(Optional.empty(), Optional.empty());
  private volatile boolean stopped;

  /**
   * @throws IOException when the certificate or the spool folder cannot be used
   */
  public Listeners(ListenerConfig config, ImapListener listener) throws IOException {
    this.config = config;
    this.listener = listener;
    this.connections = new Connections(config.limits(), System::nanoTime);
    this.proxyHeaders =
        new ProxyHeaders(
            config.proxies(),
            config.limits().maxUnauthenticated(),
            config.timeouts().proxy(),
            connections::refused);
    this.spoolFolder = new SpoolFolder(config.spoolFolder());
    var tls =
        config.tls().isPresent()
            ? Optional.of(new ServerTls(config.tls().get(), config.timeouts().handshake()))
            : Optional.<ServerTls>empty();
    var wireLimits =
        WireLimits.of(config.limits().maxMessageSize(), config.limits().maxUnaskedLiteral());
    var sessions =
        new Sessions(
            listener, wireLimits, spoolFolder, LiteralMemory.ofThisHeap(), InstantSource.system());
    this.server = new Server(sessions, connections, tls, config.timeouts(), System::nanoTime);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            new DefaultThreadFactory("imap-loop", true),
            NioIoHandler.newFactory());
  }

  /**
   * Takes the ports. Connections are accepted as soon as the listener is ready; until then they
   * wait.
   *
   * @throws IOException when a port is taken; nothing is left behind
   */
  public Listeners start() throws IOException {
    try {
      addresses =
          new Addresses(
              bind(
                  "imap",
                  config.imap(),
                  (channel, client) -> Connection.inTheClear(server, channel, client)),
              bind(
                  "imaps",
                  config.imaps(),
                  (channel, client) ->
                      Connection.withTls(server, server.tls().orElseThrow(), channel, client)));
    } catch (IOException e) {
      close();
      throw e;
    }
    long tick = config.timeouts().tick().toMillis();
    loops.scheduleAtFixedRate(this::checkTimes, tick, tick, TimeUnit.MILLISECONDS);
    loops.scheduleAtFixedRate(this::cleanSpool, 1, 1, TimeUnit.HOURS);
    Thread.ofVirtual().name("imap-ready").start(this::acceptWhenReady);
    return this;
  }

  public Addresses addresses() {
    return addresses;
  }

  /** Deflaters and inflaters in use. */
  int openStreams() {
    return server.sessions().openStreams();
  }

  /** Connections of proxies that have not said yet who their client is. */
  int waitingForProxies() {
    return proxyHeaders.waiting();
  }

  /** TLS handshakes that have begun and not ended. */
  int handshakes() {
    return server.tls().map(ServerTls::handshakes).orElse(0);
  }

  /** Says BYE to everybody, lets running commands end, and takes no longer than that. */
  @Override
  public void close() {
    if (stopped) {
      return;
    }
    stopped = true;
    bound.forEach(channel -> channel.close().syncUninterruptibly());
    connections.admitNoMore();
    for (var connection : connections.snapshot()) {
      connection.dismiss(
          Optional.of(ResponseCode.Plain.UNAVAILABLE), "the server is shutting down");
    }
    try {
      connections.awaitNone(config.timeouts().stop());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connections.snapshot().forEach(Connection::cut);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    server.tls().ifPresent(ServerTls::close);
  }

  private Optional<InetSocketAddress> bind(
      String name,
      Optional<InetSocketAddress> wanted,
      BiConsumer<ServerChannel.Accepted, InetSocketAddress> setUp)
      throws IOException {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.get().isUnresolved()) {
      throw new IOException(name + ": no such address: " + wanted.get().getHostString());
    }
    var binding = bootstrap(setUp).bind(wanted.get()).awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException(
          "%s cannot listen on %s port %d: %s"
              .formatted(
                  name,
                  wanted.get().getHostString(),
                  wanted.get().getPort(),
                  binding.cause().getMessage()),
          binding.cause());
    }
    bound.add(binding.channel());
    var taken = (InetSocketAddress) binding.channel().localAddress();
    return Optional.of(new InetSocketAddress(wanted.get().getAddress(), taken.getPort()));
  }

  private ServerBootstrap bootstrap(BiConsumer<ServerChannel.Accepted, InetSocketAddress> setUp)
      throws IOException {
    var bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(ServerChannel::new)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept((ServerChannel.Accepted) channel, setUp);
                  }
                });
    try (var any = SocketChannel.open()) {
      any.supportedOptions().forEach(option -> noticeLostClients(bootstrap, option));
    }
    return bootstrap;
  }

  private void accept(
      ServerChannel.Accepted channel, BiConsumer<ServerChannel.Accepted, InetSocketAddress> setUp) {
    var peer = channel.remoteAddress();
    if (peer == null) {
      channel.close(); // it has gone already
      return;
    }
    proxyHeaders.accept(channel, peer, setUp);
  }

  /** Soon enough for the router of a mobile network, where the system has these options. */
  @SuppressWarnings("unchecked")
  private static void noticeLostClients(ServerBootstrap bootstrap, SocketOption<?> option) {
    int value =
        switch (option.name()) {
          case "TCP_KEEPIDLE" -> 120;
          case "TCP_KEEPINTERVAL" -> 20;
          case "TCP_KEEPCOUNT" -> 3;
          default -> 0;
        };
    if (value > 0) {
      bootstrap.childOption(NioChannelOption.of((SocketOption<Integer>) option), value);
    }
  }

  private void acceptWhenReady() {
    try {
      while (!stopped && !isReady()) {
        Thread.sleep(READY_CHECK);
      }
    } catch (InterruptedException e) {
      return;
    }
    if (!stopped) {
      bound.forEach(channel -> channel.config().setAutoRead(true));
      LOG.log(Level.INFO, "Listening on {0}", addresses);
    }
  }

  private boolean isReady() {
    try {
      return listener.ready();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The application is not ready", e);
      return false;
    }
  }

  private void cleanSpool() {
    Thread.ofVirtual()
        .name("imap-spool")
        .start(
            () -> {
              try {
                spoolFolder.clean();
              } catch (IOException e) {
                LOG.log(Level.WARNING, "The spool folder could not be cleaned", e);
              }
            });
  }

  private void checkTimes() {
    connections.snapshot().forEach(Connection::checkTime);
    connections.tellRefusals();
  }
}
