package org.culverhouse.api.command;

import org.culverhouse.api.Content;

/** What a message of APPEND is put together from (RFC 4469 section 3). */
public sealed interface AppendPart {
  /** Octets that the client has sent. */
  record Text(Content content) implements AppendPart {}

  /**
   * Octets of a message that is here already.
   *
   * @param url as the client wrote it
   */
  record Url(String url, MessageUrl message) implements AppendPart {}
}
