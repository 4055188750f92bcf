package org.culverhouse.api;

import java.util.Optional;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.response.Response;

/**
 * The message listener of the resource adapter: what a connection asks of the server. The calls of
 * one session never overlap and come on a virtual thread, which may block. What is thrown ends the
 * session.
 */
public interface ImapListener {
  /**
   * Whether the application has started. Listeners are bound before that, and asked again and again
   * until it has; only then the first connection is accepted.
   */
  default boolean ready() {
    return true;
  }

  /**
   * Who is called, without a container in between, for all that follows {@link #opened}: what a
   * container does around a call takes longer than most commands. It must work on any thread.
   */
  default ImapListener direct() {
    return this;
  }

  /** A connection is there: the greeting is to be written. */
  void opened(ImapSession session, ResponseWriter out) throws Exception;

  /**
   * A command that is allowed in the state of the session; the tagged answer must be written before
   * this returns.
   */
  void command(ImapSession session, Command command, ResponseWriter out) throws Exception;

  /**
   * A message of APPEND or REPLACE, or a part of one, is announced.
   *
   * @return the answer that ends the command; empty if the message may be sent
   */
  default Optional<Response.Tagged> announced(ImapSession session, AnnouncedMessages announced)
      throws Exception {
    return Optional.empty();
  }

  /** {@link ImapSession#wake} was called and the client listens: tell it what is new. */
  void changed(ImapSession session, ResponseWriter out) throws Exception;

  /** The connection has gone, for whatever reason; the last call of a session. */
  void closed(ImapSession session) throws Exception;
}
