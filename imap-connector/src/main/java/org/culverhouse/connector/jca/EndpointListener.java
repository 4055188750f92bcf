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

/**
 * Calls the message-driven bean, with an endpoint for each call: an idle session holds none, and a
 * call takes microseconds more at most. Any thread.
 */
final class EndpointListener implements ImapListener {
  private static final System.Logger LOG = System.getLogger(EndpointListener.class.getName());

  private final MessageEndpointFactory factory;

  EndpointListener(MessageEndpointFactory factory) {
    this.factory = factory;
  }

  @FunctionalInterface
  private interface Call {
    void on(ImapListener bean) throws Exception;
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

  @Override
  public void opened(ImapSession session, ResponseWriter out) throws Exception {
    callOrEnd(session, out, bean -> bean.opened(session, out));
  }

  @Override
  public void command(ImapSession session, Command command, ResponseWriter out) throws Exception {
    callOrEnd(session, out, bean -> bean.command(session, command, out));
  }

  @Override
  public Optional<Tagged> announced(ImapSession session, AnnouncedMessages announced)
      throws Exception {
    MessageEndpoint endpoint;
    try {
      endpoint = factory.createEndpoint(null);
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, "The bean is not there", e);
      return Optional.of(
          Tagged.no(announced.tag(), Plain.UNAVAILABLE, "the server is not available"));
    }
    try {
      return ((ImapListener) endpoint).announced(session, announced);
    } finally {
      endpoint.release();
    }
  }

  @Override
  public void changed(ImapSession session, ResponseWriter out) throws Exception {
    callOrEnd(session, out, bean -> bean.changed(session, out));
  }

  @Override
  public void closed(ImapSession session) throws Exception {
    try {
      call(bean -> bean.closed(session));
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, "Nobody is left to hear that " + session + " is closed", e);
    }
  }

  /** Without a bean to call, as while the application is taken away, the session ends politely. */
  private void callOrEnd(ImapSession session, ResponseWriter out, Call call) throws Exception {
    try {
      call(call);
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, "The bean is not there", e);
      out.write(Untagged.bye(Plain.UNAVAILABLE, "the server is not available"));
      session.enter(SessionState.LOGOUT);
    }
  }

  private void call(Call call) throws Exception {
    MessageEndpoint endpoint = factory.createEndpoint(null);
    try {
      call.on((ImapListener) endpoint);
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
}
