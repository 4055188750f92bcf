package org.culverhouse.admin;

import java.time.Instant;

/**
 * A domain as an administrator sees it.
 *
 * @param users how many users it has
 * @param version grows with each change
 */
public record DomainInfo(
    String name, String description, long users, Instant created, long version) {}
