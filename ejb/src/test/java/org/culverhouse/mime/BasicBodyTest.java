package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.culverhouse.api.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BODY is what the parts of the message say, though it is made from BODYSTRUCTURE. */
class BasicBodyTest {
  /** Longer ones are not rendered for each of thousands of messages. */
  private static final int GENERATED = 2_000;

  static void assertSame(byte[] message) throws Exception {
    var record = StructureRecord.decode(StructureRecord.scan(Content.of(message)));
    var direct = DirectBody.of(Outline.scan(message));
    if (!record.body().equals(ByteBuffer.wrap(direct))) {
      assertThat(OddMessagesTest.text(record.body()))
          .isEqualTo(new String(direct, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void ofOddMessages() throws Exception {
    for (var odd : OddMessage.all()) {
      assertSame(odd.octets());
    }
  }

  @Test
  void ofGeneratedMessages() throws Exception {
    for (int seed = 0; seed < GENERATED; seed++) {
      assertSame(new MessageGenerator(seed).message().octets());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Type: text/x; a=\"()\\\"{3}\\\\\"\n\n",
        "Content-Type: text/x; a=\"q)\"\nContent-Disposition: x; b=\"(\\\"\"\n\n",
        "Content-MD5: 7\nContent-Type: image/png\n\n",
        "Content-MD5: (\nContent-Type: image/png\n\n",
        "Content-MD5: 7\nContent-Type: text/plain\nContent-Language: de, en\n"
            + "Content-Location: (x\nContent-Description: )\nContent-ID: <(>\n\nx\n",
        "Content-Type: \"multipart\"/x; boundary=b\n\n",
        "Content-Type: multipart/\"(\"; boundary=b; c=\"))\"\n\n--b\n\n--b\nContent-Type: message/rfc822"
            + "\n\nContent-Type: multipart/digest; boundary=c\n\n--c\n\nSubject: (\n\nx\n--c\n--b--\n",
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAo=\n",
        "Content-Type: message/partial; number=1\n\nx\n"
      })
  void ofHostileOnes(String message) throws Exception {
    assertSame(message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void ofDeepAndOfLongOnes() throws Exception {
    assertSame(octets("Content-Type: message/rfc822\n\n".repeat(2_000) + "x"));
    assertSame(octets("Content-Type: multipart/x; boundary=b\n\n--b\n".repeat(2_000) + "x"));
    assertSame(octets("Content-Description: " + "(\"{9}\\".repeat(1_000) + "\n\nx"));
    assertSame(octets("Content-Type: text/x; name=\"" + "ä{2}".repeat(1_000) + "\"\n\nx"));
  }

  private static byte[] octets(String message) {
    return message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "x",
        "((",
        "()",
        "(\"a\" \"b\" NIL NIL NIL \"7bit\" 1",
        "(\"a\" \"b\" NIL NIL NIL \"7bit\"",
        "(\"a\" \"b\" NIL NIL NIL \"7bit\" 1 NIL",
        "(\"a\" \"b\" NIL NIL NIL \"7bit 1)",
        "(\"a\" \"b\" NIL NIL NIL {99999999999999999999}\r\n 1)",
        "(\"a\" \"b\" NIL NIL NIL {7}\r\n 1)",
        "(\"a\" \"b\" ) NIL NIL \"7bit\" 1)",
        "(\"a\" \"b\" NIL NIL NIL \"7bit\" 1)x",
        "((\"a\" \"b\" NIL NIL NIL \"7bit\" 1))"
      })
  void whatIsNoBodyStructureIsRefused(String text) {
    var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> BasicBody.of(octets)).isInstanceOf(CorruptStructureException.class);
  }

  @Test
  void noneIsDeeperThanMessagesAre() {
    var octets = ByteBuffer.wrap("(".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> BasicBody.of(octets)).isInstanceOf(CorruptStructureException.class);
  }
}
