package org.culverhouse.admin;

import java.util.List;
import java.util.Optional;
import org.culverhouse.account.Address;
import org.culverhouse.api.model.Network;
import org.culverhouse.limits.LoginPenalty;
import org.culverhouse.limits.Penalty;

/** Who is slowed down after failed logins, on this server. Thread-safe. */
public final class Penalties {
  private final LoginPenalty penalty;

  public Penalties(LoginPenalty penalty) {
    this.penalty = penalty;
  }

  /**
   * Those who have failed most.
   *
   * @param text that the name or the network has to hold
   */
  public Page<PenaltyInfo> list(String text, int size) {
    var all =
        penalty.penalties().stream()
            .map(Penalties::info)
            .filter(one -> one.user().contains(text) || one.network().contains(text))
            .toList();
    var shown = all.subList(0, Math.min(size, all.size()));
    return new Page<>(shown, Optional.empty(), all.size());
  }

  private static PenaltyInfo info(Penalty one) {
    return new PenaltyInfo(
        one.network().toString(), shown(one.user()), one.failures(), one.rest().toSeconds());
  }

  /** What is no address may be a password that somebody has typed into the wrong field. */
  private static String shown(String user) {
    try {
      return Address.parse(user).toString();
    } catch (IllegalArgumentException e) {
      return "-";
    }
  }

  /**
   * Forgets failed logins; who waits goes on.
   *
   * @param network a network or an address; empty for all
   * @param user a name as it was tried; empty for all
   * @return how many there were
   */
  public int forget(String network, String user) {
    return penalty.forget(within(network), text(user));
  }

  private static Optional<Network> within(String network) {
    try {
      return text(network).map(Network::parse);
    } catch (IllegalArgumentException e) {
      var text = String.valueOf(e.getMessage());
      throw AdminException.invalid(List.of(new Violation("network", "network", text)));
    }
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
