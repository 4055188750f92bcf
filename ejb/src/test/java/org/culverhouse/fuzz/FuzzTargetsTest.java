package org.culverhouse.fuzz;

/** Readers of files and messages. */
class FuzzTargetsTest extends FuzzReplay {
  static FuzzTarget[] targets() {
    return FuzzTarget.values();
  }
}
