package org.culverhouse.index;

import java.nio.ByteBuffer;

/**
 * A part of an index on its way to a file.
 *
 * @param codec how the octets are to be understood; its meaning depends on the id
 * @param pieces the octets, made one piece after the other when they are asked for, little-endian
 */
public record IndexSection(int id, int codec, Iterable<ByteBuffer> pieces) {
  /** A part of an index as a file has it; the octets may be mapped, and are only read. */
  public record Stored(int codec, ByteBuffer octets) {}
}
