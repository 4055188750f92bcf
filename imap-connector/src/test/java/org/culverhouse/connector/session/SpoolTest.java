package org.culverhouse.connector.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.culverhouse.api.Content;
import org.culverhouse.api.SpooledContent;
import org.culverhouse.connector.wire.LiteralStore.Sink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final int LARGE = LiteralMemory.MAX_MESSAGE;

  @TempDir Path folder;
  private final LiteralMemory memory = new LiteralMemory(3L * LARGE);
  private Spool spool;

  @BeforeEach
  void start() throws IOException {
    spool = new Spool(new SpoolFolder(folder), memory);
  }

  private static byte[] octets(int size) {
    var octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }

  private static Content send(Sink sink, byte[] octets, int piece) throws IOException {
    for (int at = 0; at < octets.length; at += piece) {
      sink.write(ByteBuffer.wrap(octets, at, Math.min(piece, octets.length - at)));
    }
    return sink.finish();
  }

  private static byte[] read(Content content) throws IOException {
    var target = ByteBuffer.allocate((int) content.size() + 1);
    long position = 0;
    for (int count = 1; count > 0; position += count) {
      count = content.read(position, target);
    }
    return java.util.Arrays.copyOf(target.array(), target.position());
  }

  @Test
  void aMessageIsHeldInMemoryAndGivesItBack() throws IOException {
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 100_000, LARGE}) {
      var sink = spool.begin(size);
      assertThat(memory.free()).isEqualTo(3L * LARGE - size);
      var content = send(sink, octets(size), 10_007);
      assertThat(read(content)).isEqualTo(octets(size));
      content.close();
      content.close();
      assertThat(memory.free()).isEqualTo(3L * LARGE);
    }
  }

  @Test
  void aLargerMessageTakesNoMemory() throws IOException {
    var content = send(spool.begin(LARGE + 1), octets(LARGE + 1), 65_536);
    assertThat(memory.free()).isEqualTo(3L * LARGE);
    assertThat(read(content)).isEqualTo(octets(LARGE + 1));
    content.close();
  }

  @Test
  void cleaningLeavesMessagesAloneThatComeIn() throws IOException {
    var spoolFolder = new SpoolFolder(folder);
    var sink = new Spool(spoolFolder, memory).begin(LARGE + 1);
    sink.write(ByteBuffer.wrap(octets(LARGE)));
    Files.write(folder.resolve("7.literal"), new byte[10]);
    Files.write(folder.resolve("2.literal"), new byte[10]);
    Files.write(folder.resolve("other.txt"), new byte[10]);

    assertThat(spoolFolder.clean()).isEqualTo(2);

    assertThat(spoolFolder.size()).isEqualTo(1);
    sink.write(ByteBuffer.wrap(octets(1)));
    sink.finish().close();
    assertThat(spoolFolder.size()).isZero();
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".literal"));
    assertThat(folder.resolve("other.txt")).exists();
  }

  @Test
  void aNameThatIsTakenIsPassedOver() throws IOException {
    var spoolFolder = new SpoolFolder(folder);
    Files.write(folder.resolve("1.literal"), new byte[10]);

    try (var content = (SpooledContent) spoolFolder.newLiteral().finish()) {
      assertThat(content.file()).endsWith("2.literal");
    }
  }

  private SpooledContent spooled() throws IOException {
    return (SpooledContent) send(spool.begin(LARGE + 1), octets(LARGE + 1), 65_536);
  }

  @Test
  void aFileGoesWithItsMessage() throws IOException {
    var content = spooled();
    assertThat(Path.of(content.file())).hasSize(SpooledContent.ROOM + LARGE + 1);
    content.close();
    content.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatHasBeenTakenIsReadToTheEndOfTheMessageAndStays() throws IOException {
    var content = spooled();
    var taken = Files.move(Path.of(content.file()), folder.resolve("taken"));
    content.taken();
    Files.write(taken, new byte[100], StandardOpenOption.APPEND);
    assertThat(read(content)).isEqualTo(octets(LARGE + 1));
    content.close();
    assertThat(taken).exists();
  }

  @Test
  void whoComesWhenTheMemoryIsInUseIsSpooled() throws IOException {
    for (int i = 0; i < 3; i++) {
      spool.begin(LARGE);
    }
    assertThat(memory.free()).isZero();
    var content = send(spool.begin(LARGE), octets(LARGE), 65_536);
    assertThat(memory.free()).isZero();
    assertThat(read(content)).isEqualTo(octets(LARGE));
    spool.release();
    assertThat(memory.free()).isEqualTo(3L * LARGE);
  }

  @Test
  void whatBreaksOffGivesItsMemoryBack() throws IOException {
    var sink = spool.begin(LARGE);
    sink.write(ByteBuffer.wrap(octets(70_000)));
    sink.discard();
    spool.release();
    assertThat(memory.free()).isEqualTo(3L * LARGE);
  }

  @Test
  void noMoreIsTakenThanWasAnnounced() throws IOException {
    var sink = spool.begin(100);
    assertThatIllegalArgumentException().isThrownBy(() -> sink.write(ByteBuffer.wrap(octets(101))));
  }
}
