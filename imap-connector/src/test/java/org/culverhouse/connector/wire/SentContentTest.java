package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.junit.jupiter.api.Test;

/** What becomes of content that is sent as a literal. */
class SentContentTest {
  /** C-45: what can be read again is not kept for who does not read. */
  @Test
  void contentRestsWhileTheClientIsAwaitedAndThenGoesOn() {
    var rests = new AtomicInteger();
    var content =
        new Watched(10_000) {
          @Override
          public void rest() {
            rests.incrementAndGet();
          }
        };
    var room = new ByteBuffer[] {ByteBuffer.allocate(4096)};
    new ResponseEncoder(Dialect.REV1)
        .encode(
            watched(content),
            (atLeast, whenKeptWaiting) -> {
              if (room[0].remaining() < atLeast) {
                whenKeptWaiting.run();
                room[0] = ByteBuffer.allocate(4096);
              }
              return room[0];
            });
    assertThat(rests).hasValue(2);
    assertThat(room[0].position()).isBetween(1, 4095);
  }

  /** Tells whether it was closed, and may be shorter than it says. */
  private static class Watched implements Content {
    private final int there;
    boolean closed;

    Watched(int there) {
      this.there = there;
    }

    @Override
    public long size() {
      return 10_000;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      if (there < 0) {
        throw new IOException("unreadable");
      }
      int count = (int) Math.min(target.remaining(), there - position);
      for (int i = 0; i < count; i++) {
        target.put((byte) 'x');
      }
      return count;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static Response watched(Watched... contents) {
    return new Response.Fetched(
        1,
        1,
        Arrays.stream(contents)
            .<FetchData>map(
                content ->
                    new FetchData.SectionItem(SectionName.MESSAGE, OptionalLong.empty(), content))
            .toList());
  }

  @Test
  void contentIsClosedWhenItWasSent() {
    var content = new Watched(10_000);
    Encoded.of(watched(content));
    assertThat(content.closed).isTrue();
  }

  @Test
  void contentThatBreaksOffEndsTheResponseAndAllIsClosed() {
    for (int there : new int[] {-1, 0, 9_999}) {
      var broken = new Watched(there);
      var next = new Watched(10_000);
      assertThatThrownBy(() -> Encoded.of(watched(broken, next)))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(broken.closed && next.closed).isTrue();
    }
  }

  @Test
  void contentIsClosedWhenNobodyReads() {
    var content = new Watched(10_000);
    assertThatThrownBy(
            () ->
                new ResponseEncoder(Dialect.REV1)
                    .encode(
                        watched(content),
                        (atLeast, whenKeptWaiting) -> {
                          throw new ConnectionGoneException("gone");
                        }))
        .isInstanceOf(ConnectionGoneException.class);
    assertThat(content.closed).isTrue();
  }
}
