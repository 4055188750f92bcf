package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlagLineEncoderTest {
  private record Message(long number, long uid, FlagSet flags, boolean recent) {}

  @ParameterizedTest
  @EnumSource
  void manyLinesReadAsIfEachWereAResponseOfItsOwn(Numbering numbering) {
    var messages = randomMessages(new Random(7));
    var many = new Response.FetchedFlags(numbering, linesOf(messages));

    var expected =
        messages.stream()
            .map(message -> Encoded.of(oneLine(numbering, message)))
            .collect(Collectors.joining());

    assertThat(Encoded.of(many)).isEqualTo(expected);
    assertThat(Encoded.throughBuffersOf(1, many)).isEqualTo(expected);
  }

  @Test
  void noMessageIsNoLine() {
    assertThat(Encoded.of(new Response.FetchedFlags(Numbering.UID, line -> {}))).isEmpty();
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
      messages.add(new Message(number, uid, flags, random.nextBoolean()));
    }
    return messages;
  }

  private static List<Keyword> keywords(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Keyword("k" + i + "-".repeat(i))).toList();
  }

  private static FlagLines linesOf(List<Message> messages) {
    return line -> messages.forEach(m -> line.message(m.number(), m.uid(), m.flags(), m.recent()));
  }

  private static Response oneLine(Numbering numbering, Message message) {
    var flags = new FetchData.FlagsItem(message.flags(), message.recent());
    var uid = new FetchData.UidItem(message.uid());
    return new Response.Fetched(
        message.number(),
        switch (numbering) {
          case UID -> List.of(uid, flags);
          case SEQUENCE -> List.of(flags);
        });
  }
}
