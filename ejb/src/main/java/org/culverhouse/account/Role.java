package org.culverhouse.account;

import java.util.Locale;

/** Which accounts somebody administers, beside what administrators do by REST. */
public enum Role {
  /** None. */
  USER,
  /** Those of the own domain. */
  DOMAIN_ADMIN,
  /** All. */
  SUPERADMIN;

  /** As the database has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean administers(DomainName own, DomainName other) {
    return switch (this) {
      case USER -> false;
      case DOMAIN_ADMIN -> own.equals(other);
      case SUPERADMIN -> true;
    };
  }
}
