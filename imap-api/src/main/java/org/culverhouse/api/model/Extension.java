package org.culverhouse.api.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a client switches on for its session, mostly with ENABLE (RFC 9051 section 6.3.1). */
public enum Extension {
  /** Mod-sequences are told with every change (RFC 7162 section 3.1). */
  CONDSTORE("CONDSTORE"),
  /** VANISHED takes the place of EXPUNGE (RFC 7162 section 3.2); implies {@link #CONDSTORE}. */
  QRESYNC("QRESYNC");

  private final String wireName;

  Extension(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** By the name that ENABLE uses. */
  public static Optional<Extension> named(String wireName) {
    return Stream.of(values())
        .filter(extension -> extension.wireName.equals(wireName.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
