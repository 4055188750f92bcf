package org.culverhouse.endpoint;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.response.Response.Tagged;

/**
 * The message-driven bean that the resource adapter calls. It has no state and no transaction:
 * atomicity is the mail store's.
 */
@MessageDriven(
    name = "ImapEndpointBean",
    messageListenerInterface = ImapListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "bindAddress",
          propertyValue = "${MPCONFIG=imap.bind:0.0.0.0}"),
      @ActivationConfigProperty(propertyName = "port", propertyValue = "${MPCONFIG=imap.port:143}"),
      @ActivationConfigProperty(
          propertyName = "tlsPort",
          propertyValue = "${MPCONFIG=imaps.port:}"),
      @ActivationConfigProperty(
          propertyName = "tlsCertificate",
          propertyValue = "${MPCONFIG=tls.certificate:}"),
      @ActivationConfigProperty(propertyName = "tlsKey", propertyValue = "${MPCONFIG=tls.key:}"),
      @ActivationConfigProperty(
          propertyName = "tlsProvider",
          propertyValue = "${MPCONFIG=tls.provider:auto}"),
      @ActivationConfigProperty(
          propertyName = "proxyNetworks",
          propertyValue = "${MPCONFIG=imap.proxy.networks:}"),
      @ActivationConfigProperty(
          propertyName = "spoolFolder",
          propertyValue = "${MPCONFIG=data.folder:culverhouse-data}/run/spool"),
      @ActivationConfigProperty(
          propertyName = "maxConnections",
          propertyValue = "${MPCONFIG=limits.connections.total:10000}"),
      @ActivationConfigProperty(
          propertyName = "maxUnauthenticated",
          propertyValue = "${MPCONFIG=limits.connections.unauthenticated:1000}"),
      @ActivationConfigProperty(
          propertyName = "maxNetworkConnections",
          propertyValue = "${MPCONFIG=limits.network.connections:1000}"),
      @ActivationConfigProperty(
          propertyName = "maxNetworkUnauthenticated",
          propertyValue = "${MPCONFIG=limits.network.unauthenticated:100}"),
      @ActivationConfigProperty(
          propertyName = "networkAcceptRate",
          propertyValue = "${MPCONFIG=limits.network.accept-rate:200}"),
      @ActivationConfigProperty(
          propertyName = "trustedNetworks",
          propertyValue = "${MPCONFIG=limits.trusted-networks:}"),
      @ActivationConfigProperty(
          propertyName = "maxMessageSize",
          propertyValue = "${MPCONFIG=imap.message.max-size:67108864}"),
      @ActivationConfigProperty(
          propertyName = "literal",
          propertyValue = "${MPCONFIG=imap.literal:minus}"),
      @ActivationConfigProperty(
          propertyName = "idleTimeout",
          propertyValue = "${MPCONFIG=imap.idle.timeout:PT30M}")
    })
@TransactionManagement(TransactionManagementType.BEAN)
public class ImapEndpointBean implements ImapListener {
  private static final Logger LOG = System.getLogger(ImapEndpointBean.class.getName());

  /** Asked at each call: the bean may be there before the application has started. */
  @Inject private Instance<ImapEndpoint> endpoint;

  @Override
  public boolean ready() {
    return endpoint.isResolvable() && endpoint.get().ready();
  }

  @Override
  public ImapListener direct() {
    return endpoint.get();
  }

  @Override
  public void opened(ImapSession session, ResponseWriter out) {
    quietlyIfGone(session, () -> endpoint.get().opened(session, out));
  }

  @Override
  public void command(ImapSession session, Command command, ResponseWriter out) {
    quietlyIfGone(session, () -> endpoint.get().command(session, command, out));
  }

  @Override
  public Optional<Tagged> announced(ImapSession session, AnnouncedMessages announced) {
    return endpoint.get().announced(session, announced);
  }

  @Override
  public void changed(ImapSession session, ResponseWriter out) {
    quietlyIfGone(session, () -> endpoint.get().changed(session, out));
  }

  @Override
  public void closed(ImapSession session) {
    endpoint.get().closed(session);
  }

  /**
   * The resource adapter knows already that the client has gone. A container would log what a bean
   * throws as a failure, with two stack traces, and give up the bean: anybody could fill the log.
   */
  private static void quietlyIfGone(ImapSession session, Runnable call) {
    try {
      call.run();
    } catch (ConnectionGoneException e) {
      LOG.log(Level.DEBUG, "session {0}: {1}", session.id(), e.getMessage());
    }
  }
}
