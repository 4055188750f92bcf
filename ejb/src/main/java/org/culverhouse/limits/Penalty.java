package org.culverhouse.limits;

import java.time.Duration;
import org.culverhouse.api.model.Network;

/**
 * Failed logins that slow the next ones down.
 *
 * @param network of the clients, /24 or /64
 * @param user the name that was tried, whether or not there is such a user
 * @param failures in a row
 * @param rest until the next guess is looked at
 */
public record Penalty(Network network, String user, int failures, Duration rest) {}
