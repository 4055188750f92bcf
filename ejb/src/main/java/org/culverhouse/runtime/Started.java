package org.culverhouse.runtime;

import jakarta.inject.Singleton;
import org.culverhouse.admin.ServerState;

/** Whether everything that serving mail needs has started. Thread-safe. */
@Singleton
class Started implements ServerState {
  private volatile boolean complete;

  @Override
  public boolean ready() {
    return complete;
  }

  void complete() {
    complete = true;
  }

  /** The application is going away. */
  void over() {
    complete = false;
  }
}
