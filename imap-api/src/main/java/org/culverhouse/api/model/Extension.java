package org.culverhouse.api.model;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a client switches on for its session, mostly with ENABLE (RFC 9051 section 6.3.1). */
public enum Extension {
  /** Mod-sequences are told with every change (RFC 7162 section 3.1). */
  CONDSTORE("CONDSTORE"),
  /** VANISHED takes the place of EXPUNGE (RFC 7162 section 3.2); implies {@link #CONDSTORE}. */
  QRESYNC("QRESYNC"),
  /** IMAP4rev2 instead of IMAP4rev1 (RFC 9051 section 6.3.1). */
  IMAP4REV2("IMAP4rev2"),
  /** Mailbox names and strings are UTF-8 (RFC 6855 section 3), as in IMAP4rev2. */
  UTF8_ACCEPT("UTF8=ACCEPT"),
  /** Messages are named by UID alone, in commands and in responses (RFC 9586). */
  UIDONLY("UIDONLY");

  private final String wireName;

  Extension(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether mailbox names and strings are UTF-8 for a client with these. */
  public static boolean readsUtf8(Set<Extension> enabled) {
    return enabled.contains(IMAP4REV2) || enabled.contains(UTF8_ACCEPT);
  }

  /** By the name that ENABLE uses. */
  public static Optional<Extension> named(String wireName) {
    return Stream.of(values())
        .filter(extension -> extension.wireName.equalsIgnoreCase(wireName))
        .findFirst();
  }
}
