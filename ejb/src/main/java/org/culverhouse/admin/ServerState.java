package org.culverhouse.admin;

/** Whether the server can be administered yet, or still. Thread-safe. */
public interface ServerState {
  /** Whether everything has started that the facade needs. */
  boolean ready();
}
