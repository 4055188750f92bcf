package org.culverhouse.store;

/** For whom something is changed: one who has opened the store. Told apart by identity. */
final class Author {
  /** The store itself. */
  static final Author NOBODY = new Author();
}
