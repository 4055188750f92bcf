package org.culverhouse.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.culverhouse.admin.Limits;
import org.culverhouse.admin.Quota;
import org.culverhouse.admin.Used;
import org.culverhouse.admin.UserInfo;
import org.culverhouse.admin.UserRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserJsonTest {
  private static final UserInfo ADA =
      new UserInfo(
          "ada@example.org",
          "example.org",
          "Ada",
          true,
          UserRole.DOMAIN_ADMIN,
          true,
          new Quota(OptionalLong.of(2_000_000_000), OptionalLong.empty()),
          new Limits(OptionalInt.of(5)),
          5,
          Optional.of(new Used(1234, 5)),
          Instant.parse("2026-11-23T10:00:00Z"),
          3);

  @Test
  void showsAUser() {
    assertThat(UserJson.of(ADA).toString())
        .isEqualTo(
            "{\"address\":\"ada@example.org\",\"domain\":\"example.org\",\"displayName\":\"Ada\","
                + "\"state\":\"enabled\",\"role\":\"domain-admin\",\"quota\":{\"storageBytes\":2000000000,\"messages\":null},"
                + "\"limits\":{\"maxConnections\":5},\"hasPassword\":true,"
                + "\"effectiveLimits\":{\"maxConnections\":5},"
                + "\"used\":{\"storageBytes\":1234,\"messages\":5},"
                + "\"created\":\"2026-11-23T10:00:00Z\"}");
  }

  @Test
  void takesAUserWithNothingButAnAddress() {
    var user = UserJson.toCreate(Body.parse("{\"address\":\"bob@example.org\"}"));

    assertThat(user.address()).isEqualTo("bob@example.org");
    assertThat(user.enabled()).isTrue();
    assertThat(user.role()).isEqualTo(UserRole.USER);
    assertThat(user.password()).isEmpty();
    assertThat(user.quota()).isEqualTo(Quota.NONE);
    assertThat(user.limits()).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void takesAUserWithEverything() {
    var user =
        UserJson.toCreate(
            Body.parse(
                "{\"address\":\"bob@example.org\",\"displayName\":\"Bob\",\"state\":\"disabled\",\"role\":\"superadmin\","
                    + "\"password\":\"gr\\u00fcn\",\"quota\":{\"storageBytes\":1e3,\"messages\":0},"
                    + "\"limits\":{\"maxConnections\":7}}"));

    assertThat(user.displayName()).isEqualTo("Bob");
    assertThat(user.enabled()).isFalse();
    assertThat(user.role()).isEqualTo(UserRole.SUPERADMIN);
    assertThat(user.password()).isEqualTo("grün".getBytes(UTF_8));
    assertThat(user.quota()).isEqualTo(new Quota(OptionalLong.of(1000), OptionalLong.of(0)));
    assertThat(user.limits()).isEqualTo(new Limits(OptionalInt.of(7)));
  }

  @Test
  void aPatchChangesWhatItNamesOnly() {
    var update = UserJson.toChange(ADA, Body.parse("{\"quota\":{\"messages\":10}}"));

    assertThat(update.displayName()).isEqualTo("Ada");
    assertThat(update.enabled()).isTrue();
    assertThat(update.role()).isEqualTo(UserRole.DOMAIN_ADMIN);
    assertThat(update.quota())
        .isEqualTo(new Quota(OptionalLong.of(2_000_000_000), OptionalLong.of(10)));
    assertThat(update.limits()).isEqualTo(ADA.limits());
  }

  @Test
  void aPatchTakesLimitsAway() {
    var update =
        UserJson.toChange(ADA, Body.parse("{\"quota\":null,\"limits\":{\"maxConnections\":null}}"));

    assertThat(update.quota()).isEqualTo(Quota.NONE);
    assertThat(update.limits()).isEqualTo(Limits.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"quota\":{\"storageBytes\":\"1\"}}     | /quota/storageBytes    | type",
        "{\"quota\":{\"storageBytes\":1.5}}       | /quota/storageBytes    | type",
        "{\"quota\":{\"storageBytes\":1e30}}      | /quota/storageBytes    | type",
        "{\"quota\":{\"bytes\":1}}                | /quota/bytes           | unknown",
        "{\"quota\":[]}                           | /quota                 | type",
        "{\"limits\":{\"maxConnections\":true}}   | /limits/maxConnections | type",
        "{\"displayName\":7}                      | /displayName           | type",
        "{\"displayName\":\"\\ud800\"}            | /displayName           | unicode",
        "{\"state\":\"asleep\"}                   | /state                 | value",
        "{\"role\":\"root\"}                      | /role                  | value",
        "{\"nick/name~\":1}                       | /nick~1name~0          | unknown",
        "{\"address\":\"eve@example.org\"}        | /address               | readOnly",
        "{\"password\":\"secret word\"}           | /password              | readOnly",
        "{\"used\":{\"messages\":0}}              | /used                  | readOnly",
        "{\"created\":\"2026-11-23T10:00:00Z\"}   | /created               | readOnly"
      })
  void aPatchThatDoesNotFitIsPointedAt(String patch, String pointer, String code) {
    var refusal =
        catchThrowableOfType(Refusal.class, () -> UserJson.toChange(ADA, Body.parse(patch)));

    assertThat(refusal.problem().status()).isEqualTo(422);
    assertThat(refusal.problem().errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.pointer()).isEqualTo(pointer);
              assertThat(error.code()).isEqualTo(code);
            });
  }

  @Test
  void everythingThatDoesNotFitIsToldAtOnce() {
    var body = Body.parse("{\"state\":1,\"limits\":{\"x\":1},\"y\":2}");

    var refusal = catchThrowableOfType(Refusal.class, () -> UserJson.toCreate(body));

    assertThat(refusal.problem().errors())
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder("/address", "/state", "/limits/x", "/y");
  }

  @Test
  void anUnknownFieldIsAnsweredWithThoseThatCanBeSet() {
    var body = Body.parse("{\"displayname\":\"Ada\"}");

    var refusal = catchThrowableOfType(Refusal.class, () -> UserJson.toChange(ADA, body));

    assertThat(refusal.problem().errors())
        .extracting(FieldError::detail)
        .containsExactly("is not a field; there are displayName, limits, quota, role, state");
  }

  @Test
  void aNumberOutOfEveryRangeIsLeftToTheFacade() {
    var update =
        UserJson.toChange(ADA, Body.parse("{\"limits\":{\"maxConnections\":99999999999}}"));

    assertThat(update.limits().maxConnections()).hasValue(Integer.MAX_VALUE);
  }

  @Test
  void aPasswordIsTakenAsItIs() {
    assertThat(UserJson.password(Body.parse("{\"password\":\" a b \"}")))
        .isEqualTo(" a b ".getBytes(UTF_8));
  }

  @Test
  void noPasswordIsMissing() {
    var refusal = catchThrowableOfType(Refusal.class, () -> UserJson.password(Body.parse("{}")));

    assertThat(refusal.problem().errors()).extracting(FieldError::code).containsExactly("required");
  }
}
