package org.culverhouse.runtime;

import jakarta.inject.Singleton;

/** Whether everything that serving mail needs has started. Thread-safe. */
@Singleton
class Started {
  private volatile boolean complete;

  boolean isComplete() {
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
