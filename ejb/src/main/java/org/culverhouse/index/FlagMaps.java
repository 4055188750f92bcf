package org.culverhouse.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.UidBitmap;

/**
 * A bitmap for each flag; immutable.
 *
 * @param system in the order of {@link SystemFlag}
 * @param keywords by keyword number; a keyword without a bitmap is on no message
 */
record FlagMaps(List<UidBitmap> system, List<UidBitmap> keywords) {
  static final FlagMaps EMPTY =
      new FlagMaps(Collections.nCopies(SystemFlag.values().length, UidBitmap.EMPTY), List.of());

  UidBitmap with(SystemFlag flag) {
    return system.get(flag.ordinal());
  }

  UidBitmap withKeyword(int number) {
    return number >= 0 && number < keywords.size() ? keywords.get(number) : UidBitmap.EMPTY;
  }

  int systemBits(long uid) {
    int bits = 0;
    for (int i = 0; i < system.size(); i++) {
      if (system.get(i).contains(uid)) {
        bits |= 1 << i;
      }
    }
    return bits;
  }

  FlagSet flags(long uid, List<Keyword> names) {
    var present = new ArrayList<Keyword>();
    for (int i = 0; i < keywords.size(); i++) {
      if (keywords.get(i).contains(uid)) {
        present.add(names.get(i));
      }
    }
    return new FlagSet(systemBits(uid), present);
  }
}
