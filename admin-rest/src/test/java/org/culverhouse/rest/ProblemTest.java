package org.culverhouse.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.culverhouse.admin.AdminException;
import org.culverhouse.admin.Violation;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void isAsRfc9457Says() {
    assertThat(new Problem(404, "Not Found", "There is no user a@b.c").json().toString())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"There is no user a@b.c\"}");
  }

  @Test
  void pointsAtWhatTheFacadeCannotTake() {
    var invalid =
        AdminException.invalid(
            List.of(
                new Violation(
                    "quota.storageBytes", "max", "must be at most 9", Map.of("value", 9L))));

    var problem = Refusals.refusal(invalid).problem();

    assertThat(problem.json().getJsonArray("errors").toString())
        .isEqualTo(
            "[{\"pointer\":\"/quota/storageBytes\",\"code\":\"max\","
                + "\"detail\":\"must be at most 9\",\"params\":{\"value\":9}}]");
    assertThat(problem.status()).isEqualTo(422);
  }
}
