package org.culverhouse.index;

import java.util.Arrays;

/**
 * Which flags messages get and lose; an added flag is not lost.
 *
 * @param added keyword numbers, ascending
 * @param removed keyword numbers, ascending; not read if all others are removed
 * @param removesOthers whether every keyword that is not added is removed
 */
public record FlagEdit(
    int addedBits, int removedBits, int[] added, int[] removed, boolean removesOthers) {
  boolean adds(int number) {
    return Arrays.binarySearch(added, number) >= 0;
  }

  boolean removes(int number) {
    return removesOthers || Arrays.binarySearch(removed, number) >= 0;
  }
}
