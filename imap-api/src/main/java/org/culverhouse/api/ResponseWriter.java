package org.culverhouse.api;

import org.culverhouse.api.response.Response;

/** Takes responses in order. Writing blocks while the client is slow; one session at a time. */
public interface ResponseWriter {
  /**
   * @throws ConnectionGoneException when nobody will read it any more
   */
  void write(Response response);

  /** Sends what was written so far, instead of waiting for the end of the command. */
  void flush();
}
