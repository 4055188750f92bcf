package org.culverhouse.store;

/** What a caller wants to be done to a store. */
interface Change<T> {
  Space space();

  /** About how much it adds to the log. */
  long octets();

  /** Whether the log goes on in a new segment before it is recorded. */
  default boolean endsSegment() {
    return false;
  }

  /**
   * Says what is to be recorded. All that can be refused is refused before the first record.
   *
   * @throws org.culverhouse.mailbox.MailException a refusal, which concerns nobody else
   */
  T plan(Plan plan);
}
