package org.culverhouse.mailbox;

/** Why a mail store refuses; the endpoint maps each to a response code (RFC 5530). */
public enum Reason {
  NO_SUCH_MAILBOX,
  ALREADY_EXISTS,
  HAS_CHILDREN,
  /** The store cannot do that by its nature: delete INBOX, a name that is not possible. */
  CANNOT,
  /** The target of COPY, MOVE or APPEND does not exist and could be created. */
  TRY_CREATE,
  READ_ONLY,
  NO_PERMISSION,
  OVER_QUOTA,
  TOO_BIG,
  /** One of the bounds of the server has been reached. */
  LIMIT,
  IN_USE,
  /** The message has been expunged meanwhile. */
  EXPUNGED,
  /** The mailbox has a new UIDVALIDITY: whoever knew its UIDs has to select it again. */
  RENUMBERED,
  AUTHENTICATION_FAILED,
  /** Who they are is known, and that they may not act for the one they name. */
  AUTHORIZATION_FAILED,
  PRIVACY_REQUIRED,
  /** A disk or a service is out of order; trying again later may help. */
  UNAVAILABLE,
  CORRUPT,
  UNKNOWN_ENCODING
}
