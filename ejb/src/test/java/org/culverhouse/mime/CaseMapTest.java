package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseMapTest {
  @ParameterizedTest
  @CsvSource({"abc,ABC", "ä,Ä", "ä,a\u0308", "привет,ПРИВЕТ", "ς,Σ", "\u01c4,\u01c6", "①,1"})
  void equalTextsFoldToTheSame(String one, String other) {
    assertThat(CaseMap.fold(one)).isEqualTo(CaseMap.fold(other));
  }

  @Test
  void theExampleOfRfc5051() {
    assertThat(CaseMap.fold("\u01c4")).isEqualTo("Dz\u030c");
  }

  @Test
  void differentTextsStayDifferent() {
    assertThat(CaseMap.fold("a")).isNotEqualTo(CaseMap.fold("ä"));
  }

  @Test
  void piecesFoldLikeTheWhole() {
    var random = new Random(3);
    String[] words = {"abc ", "ä", "a\u0308", "\u0301\u0323", " ", "日本語 ", "\ud83d\udc1f ", "ﬁ\n"};
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(words[random.nextInt(words.length)]);
      }
      var folder = new Folder();
      var folded = new StringBuilder();
      for (int at = 0; at < text.length(); ) {
        int count = Math.min(text.length() - at, 1 + random.nextInt(20));
        folded.append(folder.fold(text.substring(at, at + count).toCharArray(), count));
        at += count;
      }
      assertThat(folded.append(folder.finish())).hasToString(CaseMap.fold(text));
    }
  }
}
