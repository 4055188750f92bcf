package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.QuotaLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class AppendTest {
  @RegisterExtension final World world;

  AppendTest(Backend backend) {
    world = new World(backend);
  }

  @Test
  void appendTellsTheNewUid() {
    assertThat(world.login().append("INBOX", World.MESSAGE))
        .containsExactly("a OK [APPENDUID V 1]");
  }

  @Test
  void severalMessagesGetUidsInOrder() {
    assertThat(world.login().append("INBOX", "1", "2", "3"))
        .containsExactly("a OK [APPENDUID V 1:3]");
  }

  @Test
  void appendToTheSelectedMailboxTellsThatItExists() {
    var client = world.login();
    client.select("INBOX");
    assertThat(client.append("INBOX", World.MESSAGE))
        .containsExactly("* 1 EXISTS", "* 1 RECENT", "a OK [APPENDUID V 1]");
  }

  @Test
  void flagsAndDateAreKept() {
    var client = world.login();
    var date = Instant.parse("2001-02-03T04:05:06Z");
    client.run(
        new Append(
            "a",
            MailboxName.INBOX,
            List.of(
                new AppendMessage(
                    FlagSet.of(SystemFlag.DRAFT), Optional.of(date), Content.of(new byte[9])))));
    client.examine("INBOX");
    assertThat(client.fetch(1, 1, Item.FLAGS, Item.INTERNALDATE, Item.RFC822_SIZE))
        .containsExactly(
            "* 1 FETCH (FLAGS (\\Draft)\\Recent INTERNALDATE 2001-02-03T04:05:06Z RFC822.SIZE 9)",
            "a OK");
  }

  @Test
  void withoutADateItIsThatOfNow() {
    var client = world.login();
    client.append("INBOX", World.MESSAGE);
    client.examine("INBOX");
    assertThat(client.fetch(1, 1, Item.INTERNALDATE))
        .containsExactly("* 1 FETCH (INTERNALDATE " + World.NOW + ")", "a OK");
  }

  @Test
  void aMissingTargetCouldBeCreated() {
    assertThat(world.login().append("Nowhere", World.MESSAGE)).containsExactly("a NO [TRYCREATE]");
  }

  @Test
  void severalMessagesStandOrFallTogether() {
    world.quota = new QuotaLimits(QuotaLimits.UNLIMITED, 2);
    var client = world.login();
    assertThat(client.append("INBOX", "1", "2", "3")).containsExactly("a NO [OVERQUOTA]");
    assertThat(client.select("INBOX")).contains("* 0 EXISTS");
  }

  @Test
  void whatIsTooMuchIsRefusedWhenItIsAnnounced() {
    world.quota = new QuotaLimits(100, 2);
    var client = world.login();
    assertThat(client.announce(2, 100)).isEmpty();
    assertThat(client.announce(1, 101)).contains("a NO [OVERQUOTA]");
    assertThat(client.announce(3, 3)).contains("a NO [OVERQUOTA]");
    client.append("INBOX", "1", "2");
    assertThat(client.announce(1, 1)).contains("a NO [OVERQUOTA]");
  }

  /** S33. */
  @Test
  void whatDoesNotLookLikeAMessageIsTakenToldOrRefused() {
    assertThat(world.login().append("INBOX", "no header")).containsExactly("a OK [APPENDUID V 1]");
    world.form = FormPolicy.WARN;
    assertThat(world.login().append("INBOX", "no header", World.MESSAGE))
        .containsExactly("* NO", "a OK [APPENDUID V 2:3]");
    world.form = FormPolicy.REJECT;
    assertThat(world.login().append("INBOX", World.MESSAGE, "no header"))
        .containsExactly("a NO [CANNOT]");
    assertThat(world.login().append("INBOX", World.MESSAGE))
        .containsExactly("a OK [APPENDUID V 4]");
  }

  @Test
  void theContentsAreClosedWhateverHappens() {
    var closed = new AtomicInteger();
    for (var target : List.of("INBOX", "Nowhere")) {
      world
          .login()
          .run(
              new Append(
                  "a",
                  new MailboxName(target),
                  List.of(
                      new AppendMessage(FlagSet.NONE, Optional.empty(), counting(closed)),
                      new AppendMessage(FlagSet.NONE, Optional.empty(), counting(closed)))));
    }
    assertThat(closed).hasValue(4);
  }

  private static Content counting(AtomicInteger closed) {
    return new Content() {
      @Override
      public long size() {
        return 0;
      }

      @Override
      public int read(long position, ByteBuffer target) {
        return 0;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
