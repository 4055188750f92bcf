package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.culverhouse.api.command.Idle;
import org.culverhouse.mailbox.Room;
import org.culverhouse.mailbox.memory.MemoryStores;
import org.junit.jupiter.api.Test;

/** A full disk is told once, and so is its end. */
class RoomTest {
  private static final String ALERT = "* OK [ALERT]";

  private final MemoryStores stores = new MemoryStores();
  private final World world = new World(stores);

  @Test
  void everySessionIsToldOnceWithItsNextCommand() {
    var one = world.login();
    var other = world.login();
    stores.setRoom(Room.NONE);
    assertThat(one.noop()).containsExactly(ALERT, "a OK");
    assertThat(one.noop()).containsExactly("a OK");
    assertThat(other.select("INBOX")).contains(ALERT);
    stores.setRoom(Room.SOME);
    assertThat(one.noop()).containsExactly(ALERT, "a OK");
    assertThat(one.noop()).containsExactly("a OK");
  }

  @Test
  void whoLogsInIsToldAtOnceAndStrangersAreNot() {
    stores.setRoom(Room.NONE);
    var client = world.connect();
    assertThat(client.noop()).containsExactly("a OK");
    assertThat(client.login("ada", "secret")).contains(ALERT);
  }

  @Test
  void idlingSessionsAreWoken() {
    var client = world.login();
    client.run(new Idle("a"));
    int wakes = client.session.wakes.get();
    stores.setRoom(Room.NONE);
    assertThat(client.session.wakes.get()).isGreaterThan(wakes);
    assertThat(client.changed()).containsExactly(ALERT);
    assertThat(client.changed()).isEmpty();
  }
}
