package org.culverhouse.sasl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.culverhouse.account.ScramHash;

/** What can be offered, the strongest first. */
public enum Mechanism {
  SCRAM_SHA_256_PLUS(ScramHash.SHA_256.mechanism() + "-PLUS"),
  SCRAM_SHA_1_PLUS(ScramHash.SHA_1.mechanism() + "-PLUS"),
  SCRAM_SHA_256(ScramHash.SHA_256.mechanism()),
  SCRAM_SHA_1(ScramHash.SHA_1.mechanism()),
  PLAIN("PLAIN"),
  LOGIN("LOGIN");

  private final String wireName;

  Mechanism(String wireName) {
    this.wireName = wireName;
  }

  public static Optional<Mechanism> of(String wireName) {
    var upper = wireName.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(one -> one.wireName.equals(upper)).findAny();
  }

  /** What an administrator means by a word: {@code scram-sha-256} is also the one with PLUS. */
  public static List<Mechanism> named(String word) {
    var upper = word.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(one -> one.wireName.equals(upper) || one.wireName.equals(upper + "-PLUS"))
        .toList();
  }

  /** As in {@code AUTH=}. */
  public String wireName() {
    return wireName;
  }

  /** Whether the password itself crosses the connection. */
  public boolean showsPassword() {
    return this == PLAIN || this == LOGIN;
  }

  boolean isScram() {
    return !showsPassword();
  }

  boolean bindsChannel() {
    return this == SCRAM_SHA_256_PLUS || this == SCRAM_SHA_1_PLUS;
  }

  ScramHash hash() {
    return this == SCRAM_SHA_1 || this == SCRAM_SHA_1_PLUS ? ScramHash.SHA_1 : ScramHash.SHA_256;
  }
}
