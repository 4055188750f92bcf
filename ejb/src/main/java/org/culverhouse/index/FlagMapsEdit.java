package org.culverhouse.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.culverhouse.mailbox.UidBitmap;
import org.roaringbitmap.RoaringBitmap;

/** The next {@link FlagMaps} in the making; one writer. */
final class FlagMapsEdit {
  private final List<BitmapEdit> system = new ArrayList<>();
  private final List<BitmapEdit> keywords = new ArrayList<>();

  FlagMapsEdit(FlagMaps base) {
    base.system().forEach(bitmap -> system.add(new BitmapEdit(bitmap)));
    base.keywords().forEach(bitmap -> keywords.add(new BitmapEdit(bitmap)));
  }

  int keywords() {
    return keywords.size();
  }

  BitmapEdit system(int ordinal) {
    return system.get(ordinal);
  }

  BitmapEdit keyword(int number) {
    while (keywords.size() <= number) {
      keywords.add(new BitmapEdit(UidBitmap.EMPTY));
    }
    return keywords.get(number);
  }

  void add(long uid, int systemBits, int[] keywordNumbers) {
    for (int i = 0; i < system.size(); i++) {
      if ((systemBits & 1 << i) != 0) {
        system.get(i).add(uid);
      }
    }
    for (int number : keywordNumbers) {
      keyword(number).add(uid);
    }
  }

  /** Takes the flags of these messages away, and gives them to {@code target}. */
  void moveTo(FlagMapsEdit target, RoaringBitmap uids) {
    for (int i = 0; i < system.size(); i++) {
      move(system.get(i), target.system(i), uids);
    }
    for (int i = 0; i < keywords.size(); i++) {
      move(keywords.get(i), target.keyword(i), uids);
    }
  }

  private static void move(BitmapEdit from, BitmapEdit to, RoaringBitmap uids) {
    var moved = RoaringBitmap.and(from.read(), uids);
    to.addAll(moved);
    from.removeAll(moved);
  }

  /** Each bitmap becomes what the change makes of it. */
  void replaceEach(UnaryOperator<RoaringBitmap> change) {
    system.forEach(bitmap -> bitmap.replace(change.apply(bitmap.read())));
    keywords.forEach(bitmap -> bitmap.replace(change.apply(bitmap.read())));
  }

  FlagMaps build() {
    return new FlagMaps(
        system.stream().map(BitmapEdit::build).toList(),
        keywords.stream().map(BitmapEdit::build).toList());
  }
}
