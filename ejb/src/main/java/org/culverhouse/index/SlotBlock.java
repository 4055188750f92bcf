package org.culverhouse.index;

import java.util.function.IntConsumer;
import org.culverhouse.mailbox.UidBitmap;

/**
 * Some of {@value #SLOTS} slots that stand one behind the other, a bit each, so that what is done
 * to any number of messages is done to words. One thread.
 */
final class SlotBlock {
  static final int SLOTS = 1024;
  static final int WORDS = SLOTS / Long.SIZE;

  private final long[] words = new long[WORDS];
  private int first;

  /** Takes a block that has members, and is used for the next one afterwards. */
  interface Consumer {
    void accept(SlotBlock block);
  }

  /** Tells the slots of {@code some}, all of which are among {@code uids}, block by block. */
  static void forEach(UidBitmap uids, UidBitmap some, Consumer consumer) {
    if (some.isEmpty()) {
      return;
    }
    var block = new SlotBlock();
    block.first = -1;
    Slots.forEachRun(
        uids,
        some,
        (from, to) -> {
          for (int slot = from; slot < to; ) {
            int first = slot / SLOTS * SLOTS;
            if (first != block.first) {
              block.next(first, consumer);
            }
            int end = Math.min(to, first + SLOTS);
            block.addRange(slot - first, end - first);
            slot = end;
          }
        });
    consumer.accept(block);
  }

  /** One slot alone. */
  static SlotBlock of(int slot) {
    var block = new SlotBlock();
    block.first = slot / SLOTS * SLOTS;
    block.addRange(slot % SLOTS, slot % SLOTS + 1);
    return block;
  }

  private void next(int nextFirst, Consumer consumer) {
    if (first >= 0) {
      consumer.accept(this);
      java.util.Arrays.fill(words, 0);
    }
    first = nextFirst;
  }

  private void addRange(int from, int to) {
    SlotSet.addRange(words, from, to);
  }

  /** The slot of the first bit. */
  int first() {
    return first;
  }

  int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  long word(int index) {
    return words[index];
  }

  /** Tells the members, counted from the first slot of the block. */
  void forEach(IntConsumer consumer) {
    for (int i = 0; i < WORDS; i++) {
      for (long word = words[i]; word != 0; word &= word - 1) {
        consumer.accept(i * Long.SIZE + Long.numberOfTrailingZeros(word));
      }
    }
  }
}
