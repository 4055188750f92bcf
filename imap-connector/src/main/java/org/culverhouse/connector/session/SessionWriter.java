package org.culverhouse.connector.session;

import java.util.Set;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.Response;
import org.culverhouse.connector.wire.Dialect;
import org.culverhouse.connector.wire.ResponseEncoder;

/** Turns responses into octets of the transport; used by the thread of one session. */
final class SessionWriter implements ResponseWriter {
  private ResponseEncoder encoder = new ResponseEncoder(Dialect.REV1);
  private final Transport transport;
  private boolean tagged;
  private boolean withinResponse;
  private boolean lost;

  SessionWriter(Transport transport) {
    this.transport = transport;
  }

  @Override
  public void write(Response response) {
    if (withinResponse) {
      // Who answers for the failure would be read as a part of what the client waits for.
      lost = true;
      throw new ConnectionGoneException("after an answer that broke off");
    }
    if (response instanceof Response.Tagged) {
      tagged = true;
    }
    withinResponse = true;
    try {
      encoder.encode(response, transport);
    } catch (ConnectionGoneException e) {
      lost = true;
      throw e;
    }
    withinResponse = false;
  }

  /** The client has switched these on. */
  void speak(Set<Extension> enabled) {
    encoder = new ResponseEncoder(Dialect.of(enabled));
  }

  @Override
  public void flush() {
    try {
      transport.flush();
    } catch (ConnectionGoneException e) {
      lost = true;
      throw e;
    }
  }

  /** Nobody reads what is written, whether or not the listener has told. */
  boolean isLost() {
    return lost;
  }

  /** A response broke off: the client would take anything else for the rest of it. */
  boolean isWithinResponse() {
    return withinResponse;
  }

  void expectTagged() {
    tagged = false;
  }

  boolean hasTagged() {
    return tagged;
  }
}
