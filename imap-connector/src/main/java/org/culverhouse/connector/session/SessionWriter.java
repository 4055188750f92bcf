package org.culverhouse.connector.session;

import java.util.Set;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.Response;
import org.culverhouse.connector.wire.Dialect;
import org.culverhouse.connector.wire.ResponseEncoder;
import org.jspecify.annotations.Nullable;

/** Turns responses into octets of the transport; used by the thread of one session. */
final class SessionWriter implements ResponseWriter {
  private ResponseEncoder encoder = new ResponseEncoder(Dialect.REV1);
  private final Transport transport;
  private final OpenStreams streams;
  private @Nullable Deflation deflation;
  private boolean tagged;
  private boolean withinResponse;
  private boolean lost;

  SessionWriter(Transport transport, OpenStreams streams) {
    this.transport = transport;
    this.streams = streams;
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
      encoder.encode(response, deflation == null ? transport : deflation);
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
      if (deflation != null) {
        deflation.flush();
      }
      transport.flush();
    } catch (ConnectionGoneException e) {
      lost = true;
      throw e;
    }
  }

  /** Nothing is to be written for a while; after {@link #flush}. */
  void rest() {
    if (deflation != null) {
      deflation.rest();
    }
  }

  /** What is written from now on is deflated. */
  void deflate() {
    deflation = new Deflation(transport, streams);
  }

  /** What is written from now on is plain again. */
  void endDeflation() {
    if (deflation != null) {
      deflation.finish();
      deflation = null;
    }
  }

  /** Nothing is written any more. What was is left to the transport, if that can take it. */
  void close() {
    if (deflation == null) {
      return;
    }
    try {
      deflation.flush();
    } catch (ConnectionGoneException e) {
      lost = true;
    } finally {
      deflation.close();
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
