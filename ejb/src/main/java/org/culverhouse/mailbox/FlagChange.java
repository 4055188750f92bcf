package org.culverhouse.mailbox;

import org.culverhouse.api.model.FlagSet;

/** A change of flags, the same for every message it is applied to. */
public sealed interface FlagChange {
  FlagSet flags();

  record Replace(FlagSet flags) implements FlagChange {}

  record Add(FlagSet flags) implements FlagChange {}

  record Remove(FlagSet flags) implements FlagChange {}
}
