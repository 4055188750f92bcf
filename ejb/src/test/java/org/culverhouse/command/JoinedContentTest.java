package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;

class JoinedContentTest {
  private int open;
  private int most;

  private JoinedContent.Part part(String text) {
    var octets = text.getBytes(StandardCharsets.US_ASCII);
    return new JoinedContent.Part() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public Content open() {
        open++;
        most = Math.max(most, open);
        var content = Content.of(octets);
        return new Content() {
          @Override
          public long size() {
            return content.size();
          }

          @Override
          public int read(long position, ByteBuffer target) throws IOException {
            return content.read(position, target);
          }

          @Override
          public void close() {
            open--;
          }
        };
      }
    };
  }

  private static String read(Content content, long position, int count) throws IOException {
    var target = ByteBuffer.allocate(count);
    int read = content.read(position, target);
    assertThat(read).isEqualTo(target.position());
    return new String(target.array(), 0, read, StandardCharsets.US_ASCII);
  }

  @Test
  void anyPieceIsReadFromTheParts() throws IOException {
    var texts = List.of("ab", "", "c", "defg", "", "h");
    var whole = String.join("", texts);
    var parts = new ArrayList<JoinedContent.Part>();
    texts.forEach(text -> parts.add(part(text)));
    try (var content = new JoinedContent(parts)) {
      assertThat(content.size()).isEqualTo(whole.length());
      for (int from = 0; from <= whole.length() + 1; from++) {
        for (int count = 0; count <= whole.length() + 1; count++) {
          int begin = Math.min(from, whole.length());
          int end = Math.min(begin + count, whole.length());
          assertThat(read(content, from, count)).isEqualTo(whole.substring(begin, end));
        }
      }
      assertThat(open).isEqualTo(1);
    }
    assertThat(open).isZero();
    assertThat(most).as("open at once").isEqualTo(1);
  }

  @Test
  void nothingJoinedIsEmpty() throws IOException {
    try (var content = new JoinedContent(List.of())) {
      assertThat(read(content, 0, 5)).isEmpty();
    }
  }
}
