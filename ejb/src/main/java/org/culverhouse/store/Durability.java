package org.culverhouse.store;

/** What is on disk when a command has been answered. */
public enum Durability {
  /**
   * Everything but flags, which are handed to the system and follow within the sync delay, or with
   * the next commit that is synced.
   */
  OPTIMIZED,
  /** Everything. */
  ALWAYS,
  /** Nothing for certain; for tests and imports that can be repeated. */
  NEVER
}
