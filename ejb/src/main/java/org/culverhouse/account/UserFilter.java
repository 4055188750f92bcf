package org.culverhouse.account;

/**
 * Which users are meant.
 *
 * @param domain only of this domain; empty for all
 * @param text only with this in the address or in the name, in any case; empty for all
 * @param state only those
 */
public record UserFilter(String domain, String text, State state) {
  /** Whether disabled users are meant too. */
  public enum State {
    ALL,
    ENABLED,
    DISABLED
  }

  public static UserFilter of(String domain) {
    return new UserFilter(domain, "", State.ALL);
  }
}
