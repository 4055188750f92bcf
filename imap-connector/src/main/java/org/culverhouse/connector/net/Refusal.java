package org.culverhouse.connector.net;

/** Why a connection is not taken, or has to go before its login. */
enum Refusal {
  STOPPING("the server is shutting down", "the server is stopping"),
  TOTAL("too many connections", "limits.connections.total"),
  STRANGERS("too many connections wait for a login", "limits.connections.unauthenticated"),
  NETWORK("too many connections from your network", "limits.network.connections"),
  NETWORK_STRANGERS(
      "too many connections from your network wait for a login", "limits.network.unauthenticated"),
  RATE("too many new connections from your network", "limits.network.accept-rate"),
  PROXY(
      "no header of the PROXY protocol",
      "no proper header of the PROXY protocol (imap.proxy.networks)");

  private final String text;
  private final String cause;

  Refusal(String text, String cause) {
    this.text = text;
    this.cause = cause;
  }

  /** For the client. */
  String text() {
    return text;
  }

  /** For the administrator: the setting that has been reached. */
  String cause() {
    return cause;
  }
}
