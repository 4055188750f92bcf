package org.culverhouse.mime;

/** What a record keeps for SORT (RFC 5256 section 3), in the order in which it stands there. */
public enum SortKey {
  /** The base subject (section 2.1). */
  SUBJECT,
  /** The mailbox of the first address. */
  FROM,
  TO,
  CC
}
