package org.culverhouse.api;

/** How large an array becomes that has to hold more. */
public final class Capacity {
  /** Some virtual machines have no longer arrays. */
  public static final int MOST = Integer.MAX_VALUE - 8;

  private Capacity() {}

  /**
   * Twice the current length, or what is needed if that is more.
   *
   * @throws IllegalArgumentException if no array is as long as that
   */
  public static int grown(int current, long needed) {
    if (needed < 0 || needed > MOST) {
      throw new IllegalArgumentException("an array of " + needed);
    }
    return (int) Math.max(needed, Math.min(2L * current, MOST));
  }
}
