package org.culverhouse.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a client sends for SASL PLAIN (RFC 4616 section 2). Never shows the password. */
record PlainResponse(String actAs, String user, byte[] password) {

  /** Empty when it does not consist of three texts, of which the last two say something. */
  static Optional<PlainResponse> parse(byte[] response) {
    int first = indexOfNul(response, 0);
    int second = first < 0 ? -1 : indexOfNul(response, first + 1);
    if (second < 0
        || second == first + 1
        || second == response.length - 1
        || indexOfNul(response, second + 1) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PlainResponse(
            text(response, 0, first),
            text(response, first + 1, second),
            Arrays.copyOfRange(response, second + 1, response.length)));
  }

  private static int indexOfNul(byte[] octets, int from) {
    for (int i = from; i < octets.length; i++) {
      if (octets[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] octets, int from, int to) {
    return new String(octets, from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether the user wants to be who they are. */
  boolean isForSelf() {
    return actAs.isEmpty() || actAs.equals(user);
  }

  @Override
  public String toString() {
    return "PlainResponse[user=" + user + "]";
  }
}
