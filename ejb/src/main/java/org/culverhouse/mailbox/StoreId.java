package org.culverhouse.mailbox;

/** Names an account store; never used again after the store is gone. */
public record StoreId(long value) {
  public StoreId {
    if (value < 1) {
      throw new IllegalArgumentException("store id " + value);
    }
  }

  /** Sixteen hexadecimal digits, as in the name of its folder. */
  @Override
  public String toString() {
    return String.format("%016x", value);
  }
}
