package org.culverhouse.index;

/**
 * Where the body of a message is, as the store says it, and its EMAILID.
 *
 * @param pointer where it is
 */
public record BodyPlace(long pointer, long emailIdHigh, long emailIdLow) {}
