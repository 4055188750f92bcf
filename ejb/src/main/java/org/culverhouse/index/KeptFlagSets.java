package org.culverhouse.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.mailbox.FlagReader;
import org.culverhouse.mailbox.UidBitmap;

/**
 * Reads flags and makes each combination of them once, for thousands of messages mostly have the
 * same few. Belongs to one thread.
 */
final class KeptFlagSets implements FlagReader {
  /** One bit in a combination for each flag that any message carries. */
  static final int MAX_FLAGS = Long.SIZE;

  private static final int MAX_KEPT = 256;

  private final FlagMaps maps;
  private final List<Keyword> names;
  private final UidBitmap[] inUse;
  private final Map<Long, FlagSet> kept = new HashMap<>();
  private long lastCombination;
  private FlagSet last = FlagSet.NONE;

  private KeptFlagSets(FlagMaps maps, List<Keyword> names, UidBitmap[] inUse) {
    this.maps = maps;
    this.names = names;
    this.inUse = inUse;
  }

  static FlagReader of(FlagMaps maps, List<Keyword> names) {
    var inUse = new ArrayList<UidBitmap>();
    maps.system().stream().filter(map -> !map.isEmpty()).forEach(inUse::add);
    maps.keywords().stream().filter(map -> !map.isEmpty()).forEach(inUse::add);
    return inUse.size() > MAX_FLAGS
        ? uid -> maps.flags(uid, names)
        : new KeptFlagSets(maps, names, inUse.toArray(UidBitmap[]::new));
  }

  @Override
  public FlagSet flags(long uid) {
    long combination = 0;
    for (int i = 0; i < inUse.length; i++) {
      if (inUse[i].contains(uid)) {
        combination |= 1L << i;
      }
    }
    if (combination != lastCombination) {
      last = flags(combination, uid);
      lastCombination = combination;
    }
    return last;
  }

  private FlagSet flags(long combination, long uid) {
    if (kept.size() == MAX_KEPT) {
      kept.clear();
    }
    return kept.computeIfAbsent(combination, any -> maps.flags(uid, names));
  }
}
