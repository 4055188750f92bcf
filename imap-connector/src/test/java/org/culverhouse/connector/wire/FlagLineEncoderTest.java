package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.FetchedFlags.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlagLineEncoderTest {
  private record Message(long number, long uid, FlagSet flags, boolean recent, long modSeq) {}

  @ParameterizedTest
  @MethodSource("forms")
  void manyLinesReadAsIfEachWereAResponseOfItsOwn(Numbering numbering, Told told) {
    var messages = randomMessages(new Random(7));
    var many = new Response.FetchedFlags(numbering, told, linesOf(messages));

    var expected =
        messages.stream()
            .map(message -> Encoded.of(oneLine(numbering, told, message)))
            .collect(Collectors.joining());

    assertThat(Encoded.of(many)).isEqualTo(expected);
    var uidOnly = new Dialect(false, false, true);
    assertThat(Encoded.of(uidOnly, many))
        .isEqualTo(
            messages.stream()
                .map(message -> Encoded.of(uidOnly, oneLine(numbering, told, message)))
                .collect(Collectors.joining()))
        .startsWith("* 1 UIDFETCH (")
        .doesNotContain(" FETCH ");
    assertThat(Encoded.throughBuffersOf(1, many)).isEqualTo(expected);
  }

  private static Stream<Arguments> forms() {
    return Stream.of(Numbering.values())
        .flatMap(numbering -> Stream.of(Told.values()).map(told -> Arguments.of(numbering, told)));
  }

  @Test
  void noMessageIsNoLine() {
    assertThat(Encoded.of(new Response.FetchedFlags(Numbering.UID, Told.FLAGS, line -> {})))
        .isEmpty();
  }

  private static List<Message> randomMessages(Random random) {
    var sets =
        IntStream.range(0, 200)
            .mapToObj(i -> new FlagSet(random.nextInt(32), keywords(random.nextInt(40))))
            .toList();
    var messages = new ArrayList<Message>();
    long uid = 0;
    for (int number = 1; number <= 2000; number++) {
      uid += random.nextInt(20) == 0 ? 1_000_000 : 1;
      boolean sameAsBefore = !messages.isEmpty() && random.nextBoolean();
      var flags = sameAsBefore ? messages.getLast().flags() : sets.get(random.nextInt(sets.size()));
      messages.add(
          new Message(number, uid, flags, random.nextBoolean(), random.nextLong(Long.MAX_VALUE)));
    }
    return messages;
  }

  private static List<Keyword> keywords(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Keyword("k" + i + "-".repeat(i))).toList();
  }

  private static FlagLines linesOf(List<Message> messages) {
    return line -> {
      boolean withModSeq = line.wantsModSeq();
      messages.forEach(
          m ->
              line.message(
                  m.number(), m.uid(), m.flags(), m.recent(), withModSeq ? m.modSeq() : 0));
    };
  }

  private static Response oneLine(Numbering numbering, Told told, Message message) {
    var data = new ArrayList<FetchData>();
    if (numbering == Numbering.UID) {
      data.add(new FetchData.UidItem(message.uid()));
    }
    if (told != Told.FLAGS) {
      data.add(new FetchData.ModSeqItem(new ModSeq(message.modSeq())));
    }
    if (told != Told.MODSEQ) {
      data.add(new FetchData.FlagsItem(message.flags(), message.recent()));
    }
    return new Response.Fetched(message.number(), message.uid(), data);
  }
}
