package org.culverhouse.connector.net;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.model.Network;

/**
 * What listens, and how.
 *
 * @param imap where connections begin in the clear, with STARTTLS if there is a certificate; port 0
 *     takes a free one
 * @param imaps where connections begin with TLS (RFC 8314)
 * @param proxies networks whose connections begin with a header of the PROXY protocol that names
 *     the client
 * @param spoolFolder for messages that are too large for memory while they come in
 */
public record ListenerConfig(
    Optional<InetSocketAddress> imap,
    Optional<InetSocketAddress> imaps,
    Optional<TlsFiles> tls,
    List<Network> proxies,
    Path spoolFolder,
    Limits limits,
    Timeouts timeouts) {
  public ListenerConfig {
    proxies = List.copyOf(proxies);
    if (imap.isEmpty() && imaps.isEmpty()) {
      throw new IllegalArgumentException("no address to listen on");
    }
    if (imaps.isPresent() && tls.isEmpty()) {
      throw new IllegalArgumentException("imaps needs a certificate and a key");
    }
  }

  /** A free port of 127.0.0.1, in the clear. */
  public static ListenerConfig loopback(Path spoolFolder) {
    return new ListenerConfig(
        Optional.of(freeLoopbackPort()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        spoolFolder,
        Limits.defaults(),
        Timeouts.defaults());
  }

  /** STARTTLS, and imaps on another free port of 127.0.0.1. */
  public ListenerConfig withTls(TlsFiles files) {
    return new ListenerConfig(
        imap,
        Optional.of(freeLoopbackPort()),
        Optional.of(files),
        proxies,
        spoolFolder,
        limits,
        timeouts);
  }

  public ListenerConfig withProxies(Network... networks) {
    return new ListenerConfig(imap, imaps, tls, List.of(networks), spoolFolder, limits, timeouts);
  }

  public ListenerConfig withLimits(Limits other) {
    return new ListenerConfig(imap, imaps, tls, proxies, spoolFolder, other, timeouts);
  }

  public ListenerConfig withTimeouts(Timeouts other) {
    return new ListenerConfig(imap, imaps, tls, proxies, spoolFolder, limits, other);
  }

  private static InetSocketAddress freeLoopbackPort() {
    return new InetSocketAddress("127.0.0.1", 0);
  }
}
