package org.culverhouse.connector.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.culverhouse.api.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy says of its client before the client speaks: the PROXY protocol of HAProxy, versions
 * 1 and 2. Only the networks of proxies are listened to, and they have to say it. Thread-safe.
 */
final class ProxyHeaders {
  private static final System.Logger LOG = System.getLogger(ProxyHeaders.class.getName());

  /** Of what stands behind the addresses in version 2. Version 1 has 108 octets in all. */
  private static final int MAX_EXTRAS = 2048;

  private final List<Network> proxies;
  private final int maxWaiting;
  private final Duration patience;
  private final BiConsumer<InetAddress, Refusal> refused;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param maxWaiting connections whose header has not come yet
   * @param patience until the header has come
   * @param refused is told of a proxy whose connection is closed
   */
  ProxyHeaders(
      List<Network> proxies,
      int maxWaiting,
      Duration patience,
      BiConsumer<InetAddress, Refusal> refused) {
    this.proxies = List.copyOf(proxies);
    this.maxWaiting = maxWaiting;
    this.patience = patience;
    this.refused = refused;
  }

  /** Finds out who the client is, and then lets the connection be set up. Event loop. */
  void accept(
      ServerChannel.Accepted channel,
      InetSocketAddress peer,
      BiConsumer<ServerChannel.Accepted, InetSocketAddress> setUp) {
    if (proxies.stream().noneMatch(proxy -> proxy.contains(peer.getAddress()))) {
      setUp.accept(channel, peer);
    } else if (waiting.incrementAndGet() > maxWaiting) {
      waiting.decrementAndGet();
      refused.accept(peer.getAddress(), Refusal.STRANGERS);
      channel.close();
    } else {
      channel
          .pipeline()
          .addLast(new HAProxyMessageDecoder(MAX_EXTRAS), new Waiting(channel, peer, setUp));
    }
  }

  int waiting() {
    return waiting.get();
  }

  /** Until the header has come. Nobody else hears of the connection, not even that there is one. */
  private final class Waiting extends ChannelInboundHandlerAdapter {
    private final ServerChannel.Accepted channel;
    private final InetSocketAddress peer;
    private final BiConsumer<ServerChannel.Accepted, InetSocketAddress> setUp;
    private @Nullable Future<?> deadline;
    private boolean said;

    private Waiting(
        ServerChannel.Accepted channel,
        InetSocketAddress peer,
        BiConsumer<ServerChannel.Accepted, InetSocketAddress> setUp) {
      this.channel = channel;
      this.peer = peer;
      this.setUp = setUp;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      deadline =
          context
              .executor()
              .schedule(
                  () -> refuse(new IOException("no header in time")),
                  patience.toMillis(),
                  TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      waiting.decrementAndGet();
      var set = deadline;
      if (set != null) {
        set.cancel(false);
      }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
      try {
        if (message instanceof HAProxyMessage header && !said) {
          var client = client(header);
          said = true;
          setUp.accept(channel, client);
          context.fireChannelActive();
          context.pipeline().remove(this);
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    /** A proxy that speaks for itself, or does not know for whom, is the client. */
    private InetSocketAddress client(HAProxyMessage header) throws IOException {
      var protocol = header.proxiedProtocol();
      if (header.command() == HAProxyCommand.LOCAL || isNoAddress(protocol)) {
        return peer;
      }
      var octets = NetUtil.createByteArrayFromIpAddressString(header.sourceAddress());
      if (protocol.transportProtocol() != HAProxyProxiedProtocol.TransportProtocol.STREAM
          || octets == null) {
        throw new IOException("no TCP from " + header.sourceAddress());
      }
      return new InetSocketAddress(InetAddress.getByAddress(octets), header.sourcePort());
    }

    private static boolean isNoAddress(HAProxyProxiedProtocol protocol) {
      return switch (protocol.addressFamily()) {
        case AF_UNSPEC, AF_UNIX -> true;
        case AF_IPv4, AF_IPv6 -> false;
      };
    }

    /** A check whether somebody listens is no reason for a word. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        channel.close();
      } else {
        context.fireUserEventTriggered(event);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      refuse(cause);
    }

    private void refuse(Throwable cause) {
      if (!said) {
        said = true;
        LOG.log(Level.DEBUG, "Header of the PROXY protocol from " + peer, cause);
        refused.accept(peer.getAddress(), Refusal.PROXY);
      }
      channel.close();
    }
  }
}
