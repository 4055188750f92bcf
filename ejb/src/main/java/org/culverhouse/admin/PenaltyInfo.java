package org.culverhouse.admin;

/**
 * Failed logins as an administrator sees them.
 *
 * @param network from which they came, {@code 192.0.2.0/24}
 * @param user the name that was tried, whether or not there is such a user
 * @param failures one after the other
 * @param secondsLeft until the next attempt is looked at
 */
public record PenaltyInfo(String network, String user, int failures, long secondsLeft) {}
