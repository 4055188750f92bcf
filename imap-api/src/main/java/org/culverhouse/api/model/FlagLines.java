package org.culverhouse.api.model;

/**
 * The flags of many messages, to be told one after the other: nothing is kept for each of them.
 * They are looked up while {@link #forEach} runs, which is once.
 */
public interface FlagLines {
  /** Ascending. The same flags are mostly the same object. */
  void forEach(Line line);

  /** Takes a message and what is to be told of it. */
  interface Line {
    /** Whether mod-sequences are to be looked up. */
    default boolean wantsModSeq() {
      return false;
    }

    /**
     * @param modSeq 0 where nobody asks for it
     */
    void message(long number, long uid, FlagSet flags, boolean recent, long modSeq);
  }
}
