package org.culverhouse.connector.jca;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;

/**
 * Inbound only: a message-driven bean that listens with {@link org.culverhouse.api.ImapListener}
 * gets listeners of its own.
 */
@Connector(
    displayName = "Culverhouse IMAP listener",
    vendorName = "Culverhouse",
    eisType = "IMAP",
    version = "1")
public class ImapResourceAdapter implements ResourceAdapter {
  private final Map<MessageEndpointFactory, ImapActivation> activations = new ConcurrentHashMap<>();

  @Override
  public void start(BootstrapContext context) {}

  @Override
  public void stop() {
    activations.keySet().forEach(this::deactivate);
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof ImapActivationSpec imapSpec)) {
      throw new NotSupportedException("activation by " + spec.getClass().getName());
    }
    activations.put(factory, ImapActivation.start(factory, imapSpec));
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    deactivate(factory);
  }

  private void deactivate(MessageEndpointFactory factory) {
    var activation = activations.remove(factory);
    if (activation != null) {
      activation.stop();
    }
  }

  /** There is nothing to recover: the connector takes no part in transactions. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }
}
