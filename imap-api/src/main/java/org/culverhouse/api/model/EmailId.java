package org.culverhouse.api.model;

/**
 * Names the octets of a message, wherever it is copied or moved to (RFC 8474 section 5.1); 128 bits
 * that are never used again.
 */
public record EmailId(long high, long low) {}
