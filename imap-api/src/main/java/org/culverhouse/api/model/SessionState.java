package org.culverhouse.api.model;

/** The states of a connection (RFC 9051 section 3). */
public enum SessionState {
  NOT_AUTHENTICATED,
  AUTHENTICATED,
  SELECTED,
  LOGOUT
}
