package org.culverhouse.connector.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A listening socket whose connections can be written to from any thread. */
final class ServerChannel extends NioServerSocketChannel {
  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    var socket = javaChannel().accept();
    if (socket == null) {
      return 0;
    }
    accepted.add(new Accepted(this, socket));
    return 1;
  }

  /**
   * A connection of ours. The JDK guards a socket against being closed, and its number being given
   * to another one, while somebody writes; Netty's native channels do not.
   */
  static final class Accepted extends NioSocketChannel {
    private Accepted(Channel parent, SocketChannel socket) {
      super(parent, socket);
    }

    /** Writes as much as the socket takes now. Nothing else may be on its way. Any thread. */
    void writeNow(ByteBuf octets) throws IOException {
      octets.readBytes(javaChannel(), octets.readableBytes());
    }
  }
}
