package org.culverhouse.admin;

import org.culverhouse.account.Role;

/** What a user administers, in IMAP: limits of accounts by SETQUOTA. */
public enum UserRole {
  /** Nothing. */
  USER,
  /** The users of the own domain. */
  DOMAIN_ADMIN,
  /** All users. */
  SUPERADMIN;

  static UserRole of(Role role) {
    return switch (role) {
      case USER -> USER;
      case DOMAIN_ADMIN -> DOMAIN_ADMIN;
      case SUPERADMIN -> SUPERADMIN;
    };
  }

  Role role() {
    return switch (this) {
      case USER -> Role.USER;
      case DOMAIN_ADMIN -> Role.DOMAIN_ADMIN;
      case SUPERADMIN -> Role.SUPERADMIN;
    };
  }
}
