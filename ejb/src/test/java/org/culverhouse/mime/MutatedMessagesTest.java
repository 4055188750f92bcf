package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;

/** Seeded damage: nothing throws, and what comes out can be read again. */
class MutatedMessagesTest {
  private static final int ROUNDS = 5_000;
  private static final byte[] TELLING =
      "\r\n\r\n--b:;=?\"\\()<>@,*0%'\0\u007f".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  @Test
  void damagedMessagesStillHaveAStructure() throws Exception {
    var odd = OddMessage.all();
    for (int round = 0; round < ROUNDS; round++) {
      var random = new Random(round);
      byte[] octets = damaged(source(odd, random), random);
      var message = Content.of(octets);
      var record = StructureRecord.decode(StructureRecord.scan(message));

      assertThat(record.size()).as("round %d", round).isEqualTo(octets.length);
      assertAscii(record.envelope(), round);
      assertAscii(record.body(), round);
      BasicBodyTest.assertSame(octets);
      assertAscii(record.bodyStructure(), round);
      assertThat(new MessageText(message, record).contains(new WantedText("never in it \u00df")))
          .isFalse();
      KeptFieldsTest.assertAgrees(octets, record, "round " + round);
    }
  }

  @Test
  void damagedRecordsAreRefusedOrHarmless() throws Exception {
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var random = new Random(round);
      byte[] message = new MessageGenerator(round % 100).message().octets();
      byte[] encoded = damaged(StructureRecord.scan(Content.of(message)).array(), random);
      try {
        useAll(StructureRecord.decode(ByteBuffer.wrap(encoded)));
      } catch (CorruptStructureException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS);
  }

  private static void useAll(StructureRecord record) throws CorruptStructureException {
    record.sentDay();
    long size = (long) record.envelope().remaining() + record.body().remaining();
    size += record.bodyStructure().remaining() + record.headerSize();
    assertThat(size).isGreaterThanOrEqualTo(0);
    new HeaderQuery("Subject", "x").in(record);
    new HeaderQuery("Message-ID", "x").in(record);
    record.headerFields(KeptFieldsTest.section("From", "Date"));
    record.preview();
    record.references();
    for (var key : SortKey.values()) {
      record.sortKey(key);
    }
    for (String name : List.of("1", "2", "1.2.MIME", "1.1.1", "2.1.TEXT", "1.HEADER", "TEXT")) {
      record
          .locate(OddMessagesTest.section(name))
          .ifPresent(range -> assertThat(range.end()).isLessThanOrEqualTo(record.size()));
    }
  }

  private static void assertAscii(ByteBuffer octets, int round) {
    boolean ascii = true;
    for (int i = octets.position(); i < octets.limit(); i++) {
      ascii &= octets.get(i) > 0;
    }
    assertThat(ascii).as("round %d", round).isTrue();
  }

  private static byte[] source(List<OddMessage> odd, Random random) {
    return random.nextBoolean()
        ? odd.get(random.nextInt(odd.size())).octets()
        : new MessageGenerator(random.nextInt(1000)).message().octets();
  }

  private static byte[] damaged(byte[] octets, Random random) {
    byte[] damaged = octets.clone();
    for (int i = random.nextInt(6); i >= 0 && damaged.length > 0; i--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] = (byte) random.nextInt();
        case 1 -> damaged[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 -> damaged = java.util.Arrays.copyOf(damaged, at);
        default ->
            System.arraycopy(octets, 0, damaged, at, Math.min(octets.length, damaged.length - at));
      }
    }
    return damaged;
  }
}
