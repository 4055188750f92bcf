package org.culverhouse.store;

/** The numbers of the sections of a snapshot; a promise of the format (docs/formats/snap.md). */
final class SnapshotSection {
  static final int INDEXES = 1;
  static final int MAILBOXES = 2;
  static final int SUBSCRIPTIONS = 3;
  static final int SEGMENTS = 4;
  static final int EXTERNALS = 5;

  private SnapshotSection() {}
}
