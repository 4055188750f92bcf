package org.culverhouse.mailbox;

/** How much an account may hold; {@link #UNLIMITED} is no limit. */
public record QuotaLimits(long octets, long messages) {
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The highest limit, and what every JSON reader takes as a whole number. */
  public static final long MAX = (1L << 53) - 1;

  public static final QuotaLimits NONE = new QuotaLimits(UNLIMITED, UNLIMITED);

  public QuotaLimits {
    if (octets < 0 || messages < 0) {
      throw new IllegalArgumentException(
          "quota of " + octets + " octets, " + messages + " messages");
    }
  }
}
