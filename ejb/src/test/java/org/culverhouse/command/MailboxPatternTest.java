package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.culverhouse.api.model.MailboxName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxPatternTest {
  @ParameterizedTest
  @CsvSource({
    "*,a,true",
    "*,a/b/c,true",
    "%,a,true",
    "%,a/b,false",
    "%/%,a/b,true",
    "%/%,a,false",
    "%/%,a/b/c,false",
    "*/%,a/b/c,true",
    "%/*,a/b/c,true",
    "a/%/c,a/b/c,true",
    "a/%/c,a/c,false",
    "a/%/c,a/b/b/c,false",
    "a/*/c,a/b/b/c,true",
    "a*c,abbc,true",
    "a*c,abbd,false",
    "a%c,ab/c,false",
    "a*c,ab/c,true",
    "a,a,true",
    "a,b,false",
    "a,ab,false",
    "ab,a,false",
    "a*,a,true",
    "*a,a,true",
    "*a*,a,true",
    "*a*a*,a,false",
    "*a*a*,aa,true",
    "%a%,bab,true",
    "%a%,b/a,false",
    "*%,a/b,true",
    "%*,a/b,true",
    "**,a/b,true",
    "%%,a/b,false",
    "%%,ab,true",
    "INBOX,INBOX,true",
    "inbox,INBOX,true",
    "iNbOx,INBOX,true",
    "inb%,INBOX,true",
    "INB%,INBOX,true",
    "%box,INBOX,true",
    "inbox/%,INBOX/a,true",
    "inbox/A,INBOX/a,false",
    "inb*,inbound,true",
    "INB*,inbound,false",
    "i*,Ideas,false",
    "I*,Ideas,true",
    "a,A,false",
    "inbox,INBOX/a,false",
    "*inbox*,a/inbox,true",
    "*INBOX*,a/inbox,false",
    "%o%,foo,true",
    "*o,foo/bo,true",
    "%o,foo/bo,false",
    "f%/b%,foo/bar,true",
    "f%/b%,foo/bar/b,false",
    "f*b%,foo/x/bar,true",
    "Entwürfe,Entwürfe,true",
    "Entw%e,Entwürfe,true",
    "*ü*,Entwürfe,true",
    "a.b,a.b,true",
    "a.b,axb,false",
  })
  void patternsMatchAsTheRfcSays(String pattern, String name, boolean matches) {
    assertThat(new MailboxPattern(pattern).matches(new MailboxName(name))).isEqualTo(matches);
  }

  @Test
  void patternsOfManyWordsMatchAsWell() {
    var long130 = "abcdefghij".repeat(13);
    assertThat(new MailboxPattern("*" + long130 + "%").matches(new MailboxName(long130 + "x")))
        .isTrue();
    assertThat(new MailboxPattern("*" + long130 + "%").matches(new MailboxName(long130 + "/x")))
        .isFalse();
  }

  /** Seed line S6; more mailboxes than an account may have. */
  @Test
  @Timeout(10)
  void fiftyThousandNamesAreComparedInLessThanASecond() {
    var names =
        IntStream.range(0, 50_000)
            .mapToObj(i -> new MailboxName("projects/" + i % 100 + "/mailbox number " + i))
            .toList();
    var pattern = new MailboxPattern("*%*%*%*%*%*%*%*%x");
    pattern.matches(names.getFirst());
    long begun = System.nanoTime();
    assertThat(names).noneMatch(pattern::matches);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
  }

  /** A matcher that goes back would need longer than the universe has existed. */
  @Test
  @Timeout(120)
  void wildcardsInARowCostNothing() {
    var name = new MailboxName("a".repeat(900));
    var pattern = new MailboxPattern("*a%".repeat(200) + "*x");
    for (int i = 0; i < 1000; i++) {
      assertThat(pattern.matches(name)).isFalse();
    }
  }
}
