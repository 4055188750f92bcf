package org.culverhouse.command;

import org.culverhouse.api.ImapSession;

/** Whether a password may cross a connection without TLS (RFC 9051 section 11.1). */
public enum PlaintextPolicy {
  NEVER,
  /** From this machine only. */
  LOOPBACK,
  ALWAYS;

  boolean allowsLogin(ImapSession session) {
    return session.tls().isPresent()
        || switch (this) {
          case NEVER -> false;
          case LOOPBACK -> session.remoteAddress().getAddress().isLoopbackAddress();
          case ALWAYS -> true;
        };
  }
}
