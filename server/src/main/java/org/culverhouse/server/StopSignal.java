package org.culverhouse.server;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** Waits for the wish to end: SIGTERM, SIGINT (Ctrl-C) or SIGHUP (the terminal has gone). */
final class StopSignal {
  private final CountDownLatch wished = new CountDownLatch(1);

  /** From now on the signals no longer end the process by themselves. */
  static StopSignal listen() {
    var stop = new StopSignal();
    for (var name : new String[] {"TERM", "INT", "HUP"}) {
      Signal.handle(new Signal(name), signal -> stop.wished.countDown());
    }
    return stop;
  }

  void await() throws InterruptedException {
    wished.await();
  }

  boolean isWished() {
    return wished.getCount() == 0;
  }
}
