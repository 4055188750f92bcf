package org.culverhouse.account;

/**
 * A part of a sorted list, by keyset: those behind a key.
 *
 * @param after the key of the last one of the part before; empty begins at the beginning
 */
public record Slice(String after, boolean descending, int size) {}
