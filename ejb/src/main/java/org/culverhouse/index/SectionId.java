package org.culverhouse.index;

/** The numbers of the sections of an index; a promise of the format (docs/formats/idx.md). */
final class SectionId {
  static final int UIDS = 1;
  static final int KEYWORDS = 2;
  static final int KEYWORD_MAPS = 3;
  static final int MODSEQ = 4;
  static final int MODSEQ_CHUNKS = 5;
  static final int EXPUNGED = 6;
  static final int POINTER = 8;
  static final int SIZE = 9;
  static final int INTERNAL_DATE = 10;
  static final int SAVE_DATE = 11;
  static final int EMAIL_ID = 12;
  static final int THREAD_ID = 13;
  static final int ZONES = 14;

  /** And the number of the system flag. */
  static final int FLAG = 16;

  private SectionId() {}
}
