package org.culverhouse.connector.net;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the listeners really are, free ports filled in. */
public record Addresses(Optional<InetSocketAddress> imap, Optional<InetSocketAddress> imaps) {
  /** {@code imap=127.0.0.1:1143}, one for each listener. */
  public List<String> entries() {
    return Stream.concat(
            imap.map(address -> "imap=" + text(address)).stream(),
            imaps.map(address -> "imaps=" + text(address)).stream())
        .toList();
  }

  @Override
  public String toString() {
    return String.join(" ", entries());
  }

  private static String text(InetSocketAddress bound) {
    var ip = bound.getAddress();
    var host = ip.getHostAddress();
    return (ip instanceof Inet6Address ? "[" + host + "]" : host) + ":" + bound.getPort();
  }
}
