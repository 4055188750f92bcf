package org.culverhouse.runtime;

import java.util.List;

/** A configuration that cannot be used, with every fault in it. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> faults;

  SettingsException(List<String> faults) {
    super(String.join("; ", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** A line for each fault, naming the key. */
  public List<String> faults() {
    return faults;
  }
}
