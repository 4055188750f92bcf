package org.culverhouse.cli;

import java.util.Locale;

/** A number of bytes as people write and read it, with units of 1000 (GB) and of 1024 (GiB). */
final class Size {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Size() {}

  /** {@code 1.5 GB}; exact where that is short. */
  static String text(long octets) {
    if (octets < 1000) {
      return octets + " B";
    }
    double value = octets;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
