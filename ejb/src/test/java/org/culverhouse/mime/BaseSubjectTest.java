package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseSubjectTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "hello|hello",
        "Re: hello|hello",
        "RE: re:fwd: Fw :  hello  (fwd) (FWD) |hello",
        "Re[2]: hello|hello",
        "Re [list]: hello|hello",
        "[list] Re: [list] hello|hello",
        "[a][b] [c] hello|hello",
        "[a] [b]|[b]",
        "[only]|[only]",
        "Re: [only]|[only]",
        "[Fwd: Re: hello (fwd)]|hello",
        "Fwd: [fwd: [fwd: a  b]]|a b",
        "[fwd:]|''",
        "[fwd: ]x|x",
        "Reply: hello|Reply: hello",
        "re hello|re hello",
        "[a[b] hello|[a[b] hello",
        "Re: Re|Re",
        "(fwd)|''",
        "a\tb|a b",
        "Re:|''"
      })
  void marksOfRepliesAndForwardsGo(String subject, String base) {
    assertThat(BaseSubject.of(subject)).isEqualTo(base);
  }

  @Test
  void theTimeIsLinear() {
    Assertions.assertTimeout(
        Duration.ofSeconds(30),
        () -> {
          for (var piece : new String[] {"[a]", "[", "[fwd:", "re[", "(fwd)", "re:", "[a]re:"}) {
            BaseSubject.of(piece.repeat(200_000));
            BaseSubject.of(piece.repeat(200_000) + "]".repeat(200_000));
          }
        });
  }
}
