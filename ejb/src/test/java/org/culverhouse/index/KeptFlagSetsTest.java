package org.culverhouse.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class KeptFlagSetsTest {
  private static final int MESSAGES = 2000;

  /** No keyword, some, so many that not all combinations are kept, and more than there are bits. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, KeptFlagSets.MAX_FLAGS + 10})
  void eachMessageHasTheFlagsOfItsBitmaps(int keywords) {
    var random = new Random(keywords);
    var names = IntStream.range(0, keywords).mapToObj(i -> new Keyword("k" + i)).toList();
    var maps = new FlagMaps(randomMaps(5, random), randomMaps(keywords, random));

    var reader = KeptFlagSets.of(maps, names);

    for (long uid = 1; uid <= MESSAGES; uid++) {
      assertThat(reader.flags(uid)).isEqualTo(maps.flags(uid, names));
    }
  }

  private static List<UidBitmap> randomMaps(int count, Random random) {
    var maps = new ArrayList<UidBitmap>();
    for (int i = 0; i < count; i++) {
      var bits = new RoaringBitmap();
      int oneIn = 1 + random.nextInt(50);
      IntStream.rangeClosed(1, MESSAGES)
          .filter(uid -> random.nextInt(oneIn) == 0)
          .forEach(bits::add);
      maps.add(i % 7 == 3 ? UidBitmap.EMPTY : UidBitmap.wrap(bits));
    }
    return maps;
  }
}
