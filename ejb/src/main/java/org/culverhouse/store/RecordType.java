package org.culverhouse.store;

import java.util.Optional;

/** What a record of the log is, with its number on disk; a promise of the format. */
enum RecordType {
  BLOB(1),
  APPEND(2),
  FLAGS(3),
  KEYWORD(4),
  EXPUNGE(5),
  COPY(6),
  MOVE(7),
  MAILBOX_CREATE(8),
  MAILBOX_RENAME(9),
  MAILBOX_DELETE(10),
  SUBSCRIBE(11),
  UID_STATE(15),
  CHECKPOINT(16),
  RELOCATE(17),
  EPOCH(18),
  SEAL(19),
  PAD(20),
  EXTERNAL_BLOB(21),
  MODSEQ_SKIP(22),
  IMAGE(23),
  RELEASE(24),
  RENUMBER(25);

  private final int number;

  RecordType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Optional<RecordType> numbered(int number) {
    for (var type : values()) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
