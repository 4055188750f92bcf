package org.culverhouse.store;

import java.util.random.RandomGenerator;

/** The identity of a body, which all its copies share (RFC 8474 section 5.1, EMAILID). */
record Guid(long high, long low) {
  static Guid random(RandomGenerator random) {
    return new Guid(random.nextLong(), random.nextLong());
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
