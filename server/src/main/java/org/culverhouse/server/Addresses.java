package org.culverhouse.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where the server listens. */
record Addresses(InetSocketAddress imap, InetSocketAddress imaps, InetSocketAddress http) {
  /** The line that tells others. */
  String ready() {
    return "ready imap=%s imaps=%s http=%s"
        .formatted(Ports.text(imap), Ports.text(imaps), Ports.text(http));
  }

  /** An address at which something that listens on {@code bound} answers from this machine. */
  static InetSocketAddress reachable(InetSocketAddress bound) {
    return bound.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
        : bound;
  }
}
