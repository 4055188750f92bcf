package org.culverhouse.api.command;

/**
 * What STATUS can tell (RFC 9051 section 6.3.11, RFC 3501 for RECENT, RFC 7162 for HIGHESTMODSEQ,
 * RFC 8474 for MAILBOXID).
 */
public enum StatusItem {
  MESSAGES,
  RECENT,
  UIDNEXT,
  UIDVALIDITY,
  UNSEEN,
  DELETED,
  SIZE,
  HIGHESTMODSEQ,
  MAILBOXID,
  /** RFC 9208 section 4.1.4. */
  DELETED_STORAGE,
  /** RFC 7889 section 3.1. */
  APPENDLIMIT;

  public String wireName() {
    return name().replace('_', '-');
  }
}
