package org.culverhouse.index;

/** The rows of a mailbox as a file has them, by slot; thread-safe. */
record StoredColumns(
    int rows,
    StoredNumbers pointers,
    StoredNumbers sizes,
    StoredNumbers internalDates,
    StoredNumbers saveDates,
    StoredIds emailIds,
    StoredNumbers threadIds,
    Zones zones) {
  static final StoredColumns EMPTY =
      new StoredColumns(
          0,
          StoredNumbers.EMPTY,
          StoredNumbers.EMPTY,
          StoredNumbers.EMPTY,
          StoredNumbers.EMPTY,
          StoredIds.EMPTY,
          StoredNumbers.EMPTY,
          Zones.NONE);

  StoredNumbers numbers(Zones.Field field) {
    return switch (field) {
      case SIZE -> sizes;
      case INTERNAL_DATE -> internalDates;
    };
  }

  MessageRow row(int slot) {
    return new MessageRow(
        pointers.get(slot),
        sizes.get(slot),
        internalDates.get(slot),
        saveDates.get(slot),
        emailIds.high(slot),
        emailIds.low(slot),
        threadIds.get(slot));
  }

  BodyPlace body(int slot) {
    return new BodyPlace(pointers.get(slot), emailIds.high(slot), emailIds.low(slot));
  }
}
