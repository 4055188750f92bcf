package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A large message is damaged behind its first block: nobody gets octets that were not sent. */
@ExtendWith(QuietLog.class)
class DamagedLargeBodyTest {
  private static final int SIZE = 5 * BigFile.BLOCK / 2;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final byte[] octets = new byte[SIZE];

  private static Mailbox inbox(MailStore store) {
    return store.open(store.tree().get(MailboxName.INBOX).id());
  }

  @Test
  void thePartBeforeTheDamageIsRightAndThenTheMessageIsRefusedAsAWhole() {
    new SplittableRandom(3).nextBytes(octets);
    var sent = new NewMessage(Content.of(octets), FlagSet.NONE, Instant.EPOCH);
    server.use(store -> store.append(inbox(store).id(), List.of(sent, sent)));
    var damage = new SimDamage(io);
    damage.flip(damaged(), BigFile.HEADER_LENGTH + BigFile.BLOCK + 5, 2);

    server.use(
        store -> {
          isRightUpTo(inbox(store), BigFile.BLOCK);
          assertThatExceptionOfType(MailException.class)
              .isThrownBy(() -> inbox(store).message(1))
              .matches(refusal -> refusal.reason() == Reason.CORRUPT);
          try (var other = inbox(store).message(2)) {
            var found = ByteBuffer.allocate(SIZE);
            other.read(0, found);
            assertThat(found.array()).isEqualTo(octets);
          } catch (java.io.IOException e) {
            throw new AssertionError(e);
          }
          return true;
        });
  }

  /** C-45: who does not read lets the block go; it is read again, and checked again. */
  @Test
  void whatRestsIsReadAndCheckedAgain() {
    new SplittableRandom(3).nextBytes(octets);
    var sent = new NewMessage(Content.of(octets), FlagSet.NONE, Instant.EPOCH);
    server.use(store -> store.append(inbox(store).id(), List.of(sent)));
    server.use(
        store -> {
          try (var content = inbox(store).message(1)) {
            var found = ByteBuffer.allocate(SIZE);
            for (int at = 0; at < SIZE; at += 60_000) {
              content.read(at, found.limit(Math.min(SIZE, at + 60_000)));
              content.rest();
            }
            assertThat(found.array()).isEqualTo(octets);
            content.read(0, ByteBuffer.allocate(10));
            content.rest();
            new SimDamage(io).flip(damaged(), BigFile.HEADER_LENGTH + 5, 2);
            assertThatExceptionOfType(CorruptFileException.class)
                .isThrownBy(() -> content.read(10, ByteBuffer.allocate(10)));
          } catch (java.io.IOException e) {
            throw new AssertionError(e);
          }
          return true;
        });
  }

  private Path damaged() {
    var folder = SimDamage.HOME.resolve("big");
    return folder.resolve(io.list(folder).getFirst());
  }

  private void isRightUpTo(Mailbox inbox, int end) {
    try (var content = inbox.message(1)) {
      var found = ByteBuffer.allocate(end);
      content.read(0, found);
      assertThat(found.array()).isEqualTo(java.util.Arrays.copyOf(octets, end));
      assertThatExceptionOfType(CorruptFileException.class)
          .isThrownBy(() -> content.read(end, ByteBuffer.allocate(10)));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
