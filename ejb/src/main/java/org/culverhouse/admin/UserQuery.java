package org.culverhouse.admin;

/**
 * Which users are wanted.
 *
 * @param domain only those of this domain; empty for all
 */
public record UserQuery(String domain, State state, ListQuery list) {
  /** Whether disabled users are wanted too. */
  public enum State {
    ALL,
    ENABLED,
    DISABLED
  }
}
