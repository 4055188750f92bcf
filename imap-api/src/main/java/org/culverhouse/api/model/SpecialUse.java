package org.culverhouse.api.model;

import java.util.Locale;
import java.util.Optional;

/** What a mailbox is for (RFC 6154 section 2, RFC 8457 section 4). */
public enum SpecialUse {
  ALL("\\All"),
  ARCHIVE("\\Archive"),
  DRAFTS("\\Drafts"),
  FLAGGED("\\Flagged"),
  IMPORTANT("\\Important"),
  JUNK("\\Junk"),
  SENT("\\Sent"),
  TRASH("\\Trash");

  private final String wireName;

  SpecialUse(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<SpecialUse> named(String wireName) {
    var lower = wireName.toLowerCase(Locale.ROOT);
    for (var use : values()) {
      if (use.wireName.toLowerCase(Locale.ROOT).equals(lower)) {
        return Optional.of(use);
      }
    }
    return Optional.empty();
  }
}
