package org.culverhouse.store;

/** The numbers of the sections of a snapshot; a promise of the format (docs/formats/snap.md). */
final class SnapshotSection {
  static final int INDEXES = 1;

  /** As versions before 1.2 wrote them: without counters. */
  static final int PLAIN_MAILBOXES = 2;

  static final int SUBSCRIPTIONS = 3;
  static final int SEGMENTS = 4;
  static final int EXTERNALS = 5;
  static final int MAILBOXES = 6;

  private SnapshotSection() {}
}
