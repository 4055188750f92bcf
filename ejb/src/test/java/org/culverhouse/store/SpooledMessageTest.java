package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.culverhouse.api.SpooledContent;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.NewMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Large messages that come in a file, which becomes that of the store. */
@ExtendWith(QuietLog.class)
class SpooledMessageTest {
  private static final Path SPOOL = SimServer.ROOT.resolve("spool");
  private static final byte[] OCTETS = octets();
  private static final int CUTS = 20;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final SplittableRandom random = new SplittableRandom(5);
  private boolean isStored;

  private static byte[] octets() {
    var octets = new byte[BigFile.BLOCK + 5000];
    new Random(3).nextBytes(octets);
    return octets;
  }

  /** A file on the simulated disk, of which nothing has been synced. */
  private final class Spooled implements SpooledContent {
    private final Path file = SPOOL.resolve("1.literal");
    private boolean isTaken;

    Spooled() throws IOException {
      try (var handle = io.open(file, StoreIo.Access.CREATE)) {
        handle.write(ROOM, List.of(ByteBuffer.wrap(OCTETS)));
      }
    }

    @Override
    public long size() {
      return OCTETS.length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
      int count = Math.min(target.remaining(), OCTETS.length - (int) position);
      target.put(OCTETS, (int) position, count);
      return count;
    }

    @Override
    public String file() {
      return file.toString();
    }

    @Override
    public void taken() {
      isTaken = true;
    }
  }

  private static Mailbox inbox(MailStore store) {
    return store.open(store.tree().get(MailboxName.INBOX).id());
  }

  private boolean append() throws IOException {
    io.createDirectory(SPOOL);
    var content = new Spooled();
    server.use(
        store -> {
          io.onStep((number, what, path) -> judgeCuts());
          var message = new NewMessage(content, FlagSet.NONE, Instant.EPOCH);
          store.append(inbox(store).id(), List.of(message));
          isStored = true;
          judgeCuts();
          io.onStep((number, what, path) -> {});
          assertWhole(store);
          return true;
        });
    return content.isTaken;
  }

  private void judgeCuts() {
    for (int i = 0; i < CUTS; i++) {
      server
          .with(io.afterPowerCut(random))
          .use(
              store -> {
                int messages = inbox(store).snapshot().live().size();
                assertThat(messages).isBetween(isStored ? 1 : 0, 1);
                if (messages > 0) {
                  assertWhole(store);
                }
                return true;
              });
    }
  }

  private static void assertWhole(MailStore store) {
    var octets = ByteBuffer.allocate(OCTETS.length);
    try (var content = inbox(store).message(1)) {
      while (octets.hasRemaining() && content.read(octets.position(), octets) > 0) {}
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(octets.array()).isEqualTo(OCTETS);
  }

  @Test
  void theFileIsTakenAndAPowerCutLeavesAllOfItOrNothing() throws IOException {
    assertThat(append()).isTrue();
    assertThat(io.list(SPOOL)).isEmpty();
    assertThat(io.list(SimDamage.HOME.resolve("big"))).hasSize(1);
    assertThat(new SimDamage(io).check().findings()).isEmpty();
  }

  @Test
  void aMessageOnAnotherDiskIsCopied() throws IOException {
    io.failRenamesFrom(SPOOL);
    assertThat(append()).isFalse();
    assertThat(io.list(SPOOL)).hasSize(1);
    assertThat(new SimDamage(io).check().findings()).isEmpty();
  }
}
