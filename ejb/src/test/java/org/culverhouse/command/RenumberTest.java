package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.Noop;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A new UIDVALIDITY ends the sessions that know the old one, and only those. */
@ParameterizedClass
@EnumSource(Backend.class)
class RenumberTest {
  @RegisterExtension final World world;
  private final Client client;

  RenumberTest(Backend backend) {
    world = new World(backend);
    client = world.login();
    world.deliver(2);
  }

  private void renumber() {
    var store = world.store();
    store.renumber(store.tree().get(MailboxName.INBOX).id());
  }

  @Test
  void whoHasSelectedTheMailboxIsDisconnected() {
    client.select("INBOX");
    renumber();
    assertThat(client.session.disconnected).contains("The mailbox has a new UIDVALIDITY");
  }

  @Test
  void whoIdlesIsDisconnected() {
    client.select("INBOX");
    client.run(new Idle("a"));
    renumber();
    assertThat(client.session.disconnected).isPresent();
    assertThat(client.changed()).isEmpty();
  }

  @Test
  void whatComesBeforeTheByeIsRefusedOrHarmless() {
    client.select("INBOX");
    renumber();
    assertThat(client.store(1, 1, Mode.ADD, SystemFlag.SEEN)).containsExactly("a NO [UNAVAILABLE]");
    assertThat(client.run(new Noop("b"))).containsExactly("b OK");
  }

  @Test
  void othersGoOn() {
    client.create("work");
    client.select("work");
    renumber();
    assertThat(client.session.disconnected).isEmpty();
    assertThat(client.select("INBOX")).contains("* 2 EXISTS");
    assertThat(client.session.disconnected).isEmpty();
  }
}
