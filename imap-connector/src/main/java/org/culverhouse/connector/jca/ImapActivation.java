package org.culverhouse.connector.jca;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.culverhouse.connector.net.Listeners;

/** The listeners of one message-driven bean, from its activation to its deactivation. */
final class ImapActivation {
  private static final System.Logger LOG = System.getLogger(ImapActivation.class.getName());

  private final Listeners listeners;
  private final Optional<PortsFile> portsFile;

  private ImapActivation(Listeners listeners, Optional<PortsFile> portsFile) {
    this.listeners = listeners;
    this.portsFile = portsFile;
  }

  static ImapActivation start(MessageEndpointFactory factory, ImapActivationSpec spec)
      throws ResourceException {
    var config = spec.toConfig();
    try {
      var listeners = new Listeners(config, new EndpointListener(factory)).start();
      var activation = new ImapActivation(listeners, spec.portsPath().map(PortsFile::new));
      activation.tellPorts();
      return activation;
    } catch (IOException e) {
      LOG.log(Level.ERROR, "IMAP is not available: {0}", e.getMessage());
      throw new ResourceException(e.getMessage(), e);
    }
  }

  private void tellPorts() throws IOException {
    if (portsFile.isEmpty()) {
      return;
    }
    try {
      portsFile.get().write(listeners.addresses());
    } catch (IOException e) {
      listeners.close();
      throw new IOException("the ports cannot be written: " + e.getMessage(), e);
    }
  }

  void stop() {
    portsFile.ifPresent(PortsFile::delete);
    listeners.close();
  }
}
