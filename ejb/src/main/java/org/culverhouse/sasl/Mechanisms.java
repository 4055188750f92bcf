package org.culverhouse.sasl;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.culverhouse.account.Authenticator;

/** Which mechanisms a connection may use. Thread-safe. */
public final class Mechanisms {
  private static final int NONCE_LENGTH = 24;

  private final Set<Mechanism> enabled;
  private final Authenticator authenticator;
  private final SecureRandom random;

  /**
   * @param enabled by the administrator
   */
  public Mechanisms(Set<Mechanism> enabled, Authenticator authenticator, SecureRandom random) {
    this.enabled = Set.copyOf(enabled);
    this.authenticator = authenticator;
    this.random = random;
  }

  /** Whether anybody may send a password, with the command LOGIN too. */
  public boolean takesPasswords() {
    return enabled.stream().anyMatch(Mechanism::showsPassword);
  }

  /** In the order in which they are told. */
  public List<Mechanism> offered(Channel channel, boolean mayShowPassword) {
    boolean scram = authenticator.offersScram();
    return Arrays.stream(Mechanism.values())
        .filter(enabled::contains)
        .filter(one -> mayShowPassword || !one.showsPassword())
        .filter(one -> scram || !one.isScram())
        .filter(one -> !one.bindsChannel() || channel.offersBinding())
        .toList();
  }

  /**
   * The mechanism must be offered.
   *
   * @param authenticator that of the connection
   */
  public Exchange begin(Mechanism mechanism, Authenticator authenticator, Channel channel) {
    return switch (mechanism) {
      case PLAIN -> new PlainExchange(authenticator);
      case LOGIN -> new LoginExchange(authenticator);
      case SCRAM_SHA_256, SCRAM_SHA_1, SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS ->
          new ScramExchange(
              authenticator, mechanism.hash(), mechanism.bindsChannel(), channel, this::nonce);
    };
  }

  private String nonce() {
    var octets = new byte[NONCE_LENGTH];
    random.nextBytes(octets);
    return Base64.getEncoder().withoutPadding().encodeToString(octets);
  }
}
