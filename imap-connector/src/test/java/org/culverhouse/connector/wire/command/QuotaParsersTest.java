package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.culverhouse.api.command.SetQuota;
import org.culverhouse.api.command.SetQuota.Limit;
import org.junit.jupiter.api.Test;

class QuotaParsersTest {
  @Test
  void limitsAreNamedOnceInAnyCase() {
    assertThat(Parsing.authenticated("SETQUOTA \"a@b\" (storage 512 Message 9223372036854775807)"))
        .isEqualTo(
            new SetQuota(
                "a",
                "a@b",
                List.of(new Limit("STORAGE", 512), new Limit("MESSAGE", (1L << 63) - 1))));
    assertThat(Parsing.authenticated("SETQUOTA \"\" ()"))
        .isEqualTo(new SetQuota("a", "", List.of()));
    assertThat(Parsing.refusal("SETQUOTA x (STORAGE 1 storage 2)"))
        .isEqualTo("BAD A resource has one limit: \"storage\" at column 23");
  }

  @Test
  void brokenLimitsAreNamed() {
    assertThat(Parsing.refusal("SETQUOTA x (MESSAGE 9223372036854775808)"))
        .isEqualTo("BAD Number out of range for a limit: \"9223372036854775808\" at column 21");
    assertThat(Parsing.refusal("SETQUOTA x (MESSAGE -1)"))
        .isEqualTo("BAD Expected a limit, found \"-1\" at column 21");
    assertThat(Parsing.refusal("SETQUOTA x (MESSAGE)"))
        .isEqualTo("BAD Expected a space, found \")\" at column 20");
  }
}
