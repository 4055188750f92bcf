package org.culverhouse.connector.fuzz;

import org.culverhouse.fuzz.FuzzReplay;

/** Readers of what clients send. */
class FuzzedClientsTest extends FuzzReplay {
  static FuzzTarget[] targets() {
    return FuzzTarget.values();
  }
}
