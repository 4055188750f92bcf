package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import org.culverhouse.script.ImapConnection;
import org.culverhouse.script.Target.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** S7 and S74a: the limits by address, with their defaults. */
@ExtendWith(SharedServer.class)
class NetworkLimitsIT {
  private static final int CONNECTIONS_PER_ADDRESS = 20;
  private static final int UNAUTHENTICATED = 100;

  private static ImapConnection from(String client, SharedServer.Running running)
      throws IOException {
    return ImapConnection.openFrom(InetAddress.getByName(client), running.imap());
  }

  private static String logIn(ImapConnection connection, Person person) throws IOException {
    connection.read();
    return connection.command("l", "LOGIN " + person.user() + " " + person.password());
  }

  @Test
  void aUserHasOnlySoManyConnectionsFromOneAddress(SharedServer.Running running) throws Exception {
    var ada = running.newPerson("limited");
    var bob = running.newPerson("neighbour");
    var open = new ArrayList<ImapConnection>();
    try (var refused = from("127.0.4.1", running);
        var elsewhere = from("127.0.4.2", running);
        var other = from("127.0.4.1", running)) {
      for (int i = 0; i < CONNECTIONS_PER_ADDRESS; i++) {
        open.add(from("127.0.4.1", running));
        assertThat(logIn(open.getLast(), ada)).contains("l OK");
      }
      assertThat(logIn(refused, ada))
          .contains(
              "l NO [LIMIT] "
                  + ada.user()
                  + " has 20 connections open from your address, and 20 are allowed");
      assertThat(logIn(elsewhere, ada)).contains("l OK");
      assertThat(logIn(other, bob)).contains("l OK");

      assertThat(open.getFirst().command("o", "LOGOUT")).contains("o OK");
      assertThat(refused.command("r", "LOGIN " + ada.user() + " " + ada.password()))
          .contains("r OK");
    } finally {
      for (var connection : open) {
        connection.close();
      }
    }
  }

  @Test
  void whoeverSaysNothingMakesRoomForALogin(SharedServer.Running running) throws Exception {
    var ada = running.newPerson("patient");
    var silent = new ArrayList<ImapConnection>();
    try {
      for (int i = 0; i < UNAUTHENTICATED + 30; i++) {
        silent.add(from("127.0.5.1", running));
        assertThat(silent.getLast().read()).startsWith("* OK");
      }
      try (var user = from("127.0.5.1", running)) {
        assertThat(logIn(user, ada)).contains("l OK");
      }
      for (var early : silent.subList(0, 31)) {
        assertThat(early.read())
            .isEqualTo(
                "* BYE [UNAVAILABLE] too many connections from your network wait for a login");
      }
      for (var late : silent.subList(31, silent.size())) {
        assertThat(late.command("n", "NOOP")).contains("n OK");
      }
    } finally {
      for (var connection : silent) {
        connection.close();
      }
    }
  }
}
