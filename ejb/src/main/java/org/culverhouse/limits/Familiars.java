package org.culverhouse.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import org.culverhouse.limits.Turns.Key;

/** Who has logged in from where, the latest ones. Guarded by its monitor. */
final class Familiars {
  private final Map<Key, Boolean> latest;

  Familiars(int capacity) {
    this.latest =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  synchronized void add(Key key) {
    latest.put(key, true);
  }

  /** Counts as a use: who comes again and again stays. */
  synchronized boolean contains(Key key) {
    return latest.get(key) != null;
  }
}
