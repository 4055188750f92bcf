package org.culverhouse.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;

/** Finds out before the start whether the addresses are to be had; one thread. */
final class Ports {
  // Below the range from which systems take ports for outgoing connections (32768 on Linux), so
  // that none of those takes the port between this check and the start of the listener.
  private static final int LOWEST_FREE = 20_000;
  private static final int HIGHEST_FREE = 32_000;
  private static final int TRIES = 500;

  private final RandomGenerator random;
  private final Set<Integer> given = new HashSet<>();

  Ports(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The address on which a listener can be opened.
   *
   * @param key the setting that says {@code port}, for the message
   * @param port 0 for any that is free
   */
  InetSocketAddress settle(String bind, int port, String key) {
    var address = address(bind);
    var settled = port == 0 ? free(address, key) : check(new InetSocketAddress(address, port), key);
    given.add(settled.getPort());
    return settled;
  }

  /** As {@link #settle}, but takes another port where the wanted one is in use. */
  InetSocketAddress prefer(String bind, int port, String key) {
    try {
      return settle(bind, port, key);
    } catch (Failure e) {
      if (e.code() != ExitCode.TEMPFAIL) {
        throw e;
      }
      return settle(bind, 0, key);
    }
  }

  private static InetAddress address(String bind) {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new Failure(ExitCode.CONFIG, bind + " is not an address to listen on");
    }
  }

  private InetSocketAddress free(InetAddress address, String key) {
    for (int i = 0; i < TRIES; i++) {
      var candidate = new InetSocketAddress(address, random.nextInt(LOWEST_FREE, HIGHEST_FREE + 1));
      try {
        return check(candidate, key);
      } catch (Failure e) {
        if (e.code() != ExitCode.TEMPFAIL) {
          throw e;
        }
      }
    }
    throw new Failure(ExitCode.TEMPFAIL, "no free port found for " + key);
  }

  private InetSocketAddress check(InetSocketAddress address, String key) {
    if (given.contains(address.getPort())) {
      throw new Failure(
          ExitCode.TEMPFAIL, "port " + address.getPort() + " is wanted twice: change " + key);
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return address;
    } catch (BindException e) {
      throw refused(address, key, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Failure(ExitCode.NOPERM, "cannot listen on " + text(address) + ": " + e);
    }
  }

  private static Failure refused(InetSocketAddress address, String key, String reason) {
    var lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("permission")) {
      return new Failure(
          ExitCode.NOPERM,
          "not allowed to listen on "
              + text(address)
              + ": ports below 1024 need the right to, or"
              + " choose another with "
              + key);
    }
    if (lower.contains("assign")) {
      return new Failure(
          ExitCode.CONFIG,
          address.getAddress().getHostAddress() + " is no address of this machine");
    }
    return new Failure(
        ExitCode.TEMPFAIL,
        "port "
            + address.getPort()
            + " is in use: stop what listens on "
            + text(address)
            + ", or choose another port with "
            + key
            + " (0 takes a free one)");
  }

  /** {@code 127.0.0.1:143}, {@code [::1]:143}. */
  static String text(InetSocketAddress address) {
    var host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
