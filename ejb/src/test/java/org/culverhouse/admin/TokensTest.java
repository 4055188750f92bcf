package org.culverhouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.admin.DomainsTest.refusal;

import org.culverhouse.admin.AdminException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final Facade facade = new Facade();

  @AfterEach
  void close() {
    facade.close();
  }

  @Test
  void aTokenNamesItsCaller() {
    var token = facade.tokens.renew("admin");

    assertThat(token).matches("imt_[0-9a-f]{16}_[0-9a-f]{64}");
    assertThat(facade.tokens.verify(token))
        .hasValueSatisfying(caller -> assertThat(caller.name()).isEqualTo("admin"));
  }

  @Test
  void anAlteredTokenIsNobodys() {
    var token = facade.tokens.renew("admin");
    char last = token.charAt(token.length() - 1);

    assertThat(
            facade.tokens.verify(
                token.substring(0, token.length() - 1) + (last == '0' ? '1' : '0')))
        .isEmpty();
    assertThat(facade.tokens.verify("imt_0000000000000000" + token.substring(20))).isEmpty();
    assertThat(facade.tokens.verify("")).isEmpty();
    assertThat(facade.tokens.verify(token + " ")).isEmpty();
  }

  @Test
  void anewTokenEndsTheOldOne() {
    var old = facade.tokens.renew("admin");
    var renewed = facade.tokens.renew("admin");

    assertThat(facade.tokens.verify(old)).isEmpty();
    assertThat(facade.tokens.verify(renewed)).isPresent();
  }

  @Test
  void withoutItsDatabaseNobodyIsKnown() {
    var token = facade.tokens.renew("admin");
    facade.directory.breakDown();

    refusal(Kind.UNAVAILABLE, () -> facade.tokens.verify(token));
  }

  @Test
  void theSecretIsNotInTheDatabase() {
    var token = facade.tokens.renew("admin");
    var stored =
        facade.directory.inTransaction(
            entries -> entries.token(token.substring(4, 20)).orElseThrow().secretHash());

    assertThat(token).doesNotContain(stored);
  }
}
