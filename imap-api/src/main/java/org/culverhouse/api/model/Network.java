package org.culverhouse.api.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A network in CIDR notation (RFC 4632 section 3.1), or a single address. Immutable. */
public final class Network {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or an address alone; never asks DNS.
   *
   * @throws IllegalArgumentException with a text for the administrator
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    var host = slash < 0 ? text : text.substring(0, slash);
    var address = literal(host, text);
    int width = address.length * Byte.SIZE;
    int bits = slash < 0 ? width : prefix(text.substring(slash + 1), width, text);
    for (int bit = bits; bit < width; bit++) {
      if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
        throw new IllegalArgumentException(
            text + " has address bits to the right of its prefix /" + bits);
      }
    }
    return new Network(address, bits);
  }

  private static byte[] literal(String host, String whole) {
    if (!LITERAL.matcher(host).matches()) {
      throw new IllegalArgumentException(whole + " is not an IP address or network");
    }
    try {
      return InetAddress.getByName(host).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(whole + " is not an IP address or network", e);
    }
  }

  private static int prefix(String digits, int width, String whole) {
    if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > width) {
      throw new IllegalArgumentException(
          whole + " has a prefix that is not between 0 and " + width);
    }
    return Integer.parseInt(digits);
  }

  /** The network of that prefix in which an address lies. */
  public static Network around(InetAddress address, int bits) {
    var octets = address.getAddress();
    for (int bit = bits; bit < octets.length * Byte.SIZE; bit++) {
      octets[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    return new Network(octets, bits);
  }

  /** What counts as one client: an IPv4 address, or the /64 of an IPv6 one. */
  public static Network ofClient(InetAddress client) {
    return around(client, client instanceof Inet6Address ? 64 : Integer.SIZE);
  }

  /** Whether all of another network lies in this one. */
  public boolean contains(Network other) {
    try {
      return other.bits >= bits && contains(InetAddress.getByAddress(other.address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** An IPv4 address and the same address mapped into IPv6 are one to the JDK, and so here. */
  public boolean contains(InetAddress other) {
    var bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(bytes, 0, whole, address, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((bytes[whole] ^ address[whole]) & 0xFF) >> (Byte.SIZE - rest) == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that
        && bits == that.bits
        && Arrays.equals(address, that.address);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(address) + bits;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(address).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
