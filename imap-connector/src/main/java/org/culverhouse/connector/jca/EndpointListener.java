package org.culverhouse.connector.jca;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Delivers each connection to the message-driven bean, through an endpoint that is given back at
 * once, and what follows on the connection to whom the bean has named (ADR 16). Any thread.
 */
final class EndpointListener implements ImapListener {
  private static final System.Logger LOG = System.getLogger(EndpointListener.class.getName());

  private final MessageEndpointFactory factory;
  private volatile @Nullable ImapListener direct;

  EndpointListener(MessageEndpointFactory factory) {
    this.factory = factory;
  }

  @Override
  public boolean ready() {
    try {
      var endpoint = factory.createEndpoint(null);
      try {
        return ((ImapListener) endpoint).ready();
      } finally {
        endpoint.release();
      }
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, "The bean is not there yet", e);
      return false;
    }
  }

  /** Without a bean to call, as while the application is taken away, the session ends politely. */
  @Override
  public void opened(ImapSession session, ResponseWriter out) throws Exception {
    try {
      deliver(session, out);
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, "The bean is not there", e);
      out.write(Untagged.bye(Plain.UNAVAILABLE, "the server is not available"));
      session.enter(SessionState.LOGOUT);
    }
  }

  private void deliver(ImapSession session, ResponseWriter out) throws Exception {
    MessageEndpoint endpoint = factory.createEndpoint(null);
    try {
      var bean = (ImapListener) endpoint;
      if (direct == null) {
        direct = bean.direct();
      }
      bean.opened(session, out);
    } catch (RuntimeException e) {
      throw unwrapped(e);
    } finally {
      endpoint.release();
    }
  }

  /** Containers wrap what a bean throws. */
  private static RuntimeException unwrapped(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectionGoneException gone) {
        return gone;
      }
    }
    return thrown;
  }

  @Override
  public void command(ImapSession session, Command command, ResponseWriter out) throws Exception {
    named().command(session, command, out);
  }

  @Override
  public Optional<Tagged> announced(ImapSession session, AnnouncedMessages announced)
      throws Exception {
    return named().announced(session, announced);
  }

  @Override
  public void changed(ImapSession session, ResponseWriter out) throws Exception {
    named().changed(session, out);
  }

  /** A connection may go before anybody has heard of it. */
  @Override
  public void closed(ImapSession session) throws Exception {
    if (direct != null) {
      named().closed(session);
    }
  }

  /** With the class loader of the application, as a container would have it. */
  private ImapListener named() {
    var named = direct;
    if (named == null) {
      throw new IllegalStateException("no connection has been delivered");
    }
    Thread.currentThread().setContextClassLoader(named.getClass().getClassLoader());
    return named;
  }
}
