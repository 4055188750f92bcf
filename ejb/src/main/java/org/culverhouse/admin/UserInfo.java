package org.culverhouse.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * A user as an administrator sees it.
 *
 * @param limits the user's own
 * @param effectiveConnections how many connections the user may have, by {@code limits} or by the
 *     server's default
 * @param used empty when the store of the user cannot be read now
 * @param version grows with each change
 */
public record UserInfo(
    String address,
    String domain,
    String displayName,
    boolean enabled,
    UserRole role,
    boolean hasPassword,
    Quota quota,
    Limits limits,
    int effectiveConnections,
    Optional<Used> used,
    Instant created,
    long version) {
  UserInfo using(Optional<Used> found) {
    return new UserInfo(
        address,
        domain,
        displayName,
        enabled,
        role,
        hasPassword,
        quota,
        limits,
        effectiveConnections,
        found,
        created,
        version);
  }
}
