package org.culverhouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.culverhouse.mailbox.MailException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class ServerSecretTest {
  private static ServerSecret secret(TestDirectory directory, String name) {
    return new ServerSecret(directory.database(), name, new SecureRandom());
  }

  @Test
  void allServersOfADatabaseHaveTheSame() {
    try (var directory = TestDirectory.inMemory()) {
      var octets = secret(directory, "scram").octets();
      assertThat(octets).hasSize(32).isEqualTo(secret(directory, "scram").octets());
      assertThat(octets).isNotEqualTo(secret(directory, "other").octets());
    }
  }

  @Test
  void anotherDatabaseHasAnother() {
    try (var one = TestDirectory.inMemory();
        var other = TestDirectory.inMemory()) {
      assertThat(secret(one, "scram").octets()).isNotEqualTo(secret(other, "scram").octets());
    }
  }

  @Test
  void withoutTheTableItIsNotThere() {
    var empty = new JdbcDataSource();
    empty.setURL("jdbc:h2:mem:");
    var secret = new ServerSecret(empty, "scram", new SecureRandom());
    assertThatThrownBy(secret::octets).isInstanceOf(MailException.class);
  }
}
