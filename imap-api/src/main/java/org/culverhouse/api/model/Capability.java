package org.culverhouse.api.model;

/**
 * A capability as it stands in a CAPABILITY response (RFC 9051 section 7.2.2), {@code IDLE} or
 * {@code AUTH=PLAIN}.
 */
public record Capability(String wireName) {
  public Capability {
    if (wireName.isEmpty() || wireName.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
      throw new IllegalArgumentException("capability " + wireName);
    }
  }

  @Override
  public String toString() {
    return wireName;
  }
}
