package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import org.culverhouse.script.ImapConnection;
import org.junit.jupiter.api.Test;

/** Users in PostgreSQL: they are there after a restart, and the tools find their stores. */
class PostgresIT {
  private static final String ADA = "ada@example.org";

  @Test
  void usersLiveThereAndTheToolsKnowThem() throws IOException {
    var data = Build.newFolder("postgres");
    try (var database = Postgres.start()) {
      var settings = new ArrayList<>(database.settings());
      settings.add("imap.login.plaintext=loopback");
      Files.write(data.resolve("culverhouse.properties"), settings);
      try (var server = CulverServer.start(data)) {
        server.admin().createDomain("example.org");
        server.admin().createUser(ADA, "pa55-word");
        logIn(server, "APPEND INBOX {3}\r\nabc");
      }
      try (var server = CulverServer.start(data)) {
        logIn(server, "EXAMINE INBOX");
      }

      var checked = FsckIT.culver(data, "fsck", "--user", ADA);
      assertThat(checked.exitCode()).as(checked.toString()).isZero();
      assertThat(checked.out()).contains(ADA, "1 messages", "clean");
      var all = FsckIT.culver(data, "fsck", "-A");
      assertThat(all.out()).contains(ADA).hasLineCount(1);
      var unknown = FsckIT.culver(data, "fsck", "--user", "bob@example.org");
      assertThat(unknown.exitCode()).isEqualTo(67);
    }
    assertThat(data.resolve("db"))
        .satisfiesAnyOf(
            db -> assertThat(db).doesNotExist(), db -> assertThat(db).isEmptyDirectory());
    var without = FsckIT.culver(data, "fsck", "--user", ADA);
    assertThat(without.exitCode()).isEqualTo(69);
    assertThat(without.err()).contains("cannot read the database of users").hasLineCount(1);
  }

  private static void logIn(CulverServer server, String command) throws IOException {
    try (var connection = ImapConnection.open(server.imap())) {
      connection.read();
      assertThat(connection.command("a", "LOGIN " + ADA + " pa55-word")).contains("a OK");
      assertThat(connection.command("b", command.replace("{3}", "{3+}"))).contains("b OK");
    }
  }
}
