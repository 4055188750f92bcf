package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.culverhouse.api.Content;
import org.culverhouse.mime.Part.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages drawn from vulnerabilities of mail servers, by their numbers in our list. */
class HostileMessagesTest {
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void c50HundredThousandToFieldsAreBoundedByTheKeptHeader() {
    var structure = scan("To: a@b.example\r\n".repeat(100_000) + "\r\nbody");

    assertThat(structure.envelope().length).isBetween(500_000, 4 * MEBIBYTE);
    assertThat(structure.parts().get(0).bodyStart).isEqualTo(17L * 100_000 + 2);
  }

  @Test
  void c50OneFieldWithHundredThousandAddressesEndsAfterAWholeAddress() {
    var structure = scan("To: " + "a@b.example, ".repeat(100_000) + "\r\n\r\nbody");

    String envelope = new String(structure.envelope(), StandardCharsets.US_ASCII);
    int shown = envelope.split("\\(NIL NIL \"a\" \"b.example\"\\)", -1).length - 1;
    assertThat(shown).isBetween(5_000, 5_042);
    assertThat(envelope).doesNotContain("MISSING");
  }

  @Test
  void c51AHeaderOfTwentyMegabytesKeepsOneMebibyte() {
    var scanner = new MimeScanner();
    scanner.feed(ascii("Subject: "));
    for (int i = 0; i < 20; i++) {
      scanner.feed(ascii("x".repeat(MEBIBYTE)));
    }
    scanner.feed(ascii("\r\nTo: late@example.com\r\n\r\nbody"));
    var structure = scanner.finish();

    assertThat(structure.envelope().length).isBetween(65_000, 70_000);
    assertThat(structure.parts().get(0).size()).isEqualTo(4);
  }

  /** Nothing of it is kept, so it takes the time to look for the end of the line. */
  @Test
  void c51AHeaderOfAGibibyteKeepsOneMebibyteToo() throws Exception {
    var octets = ByteBuffer.wrap(new byte[MEBIBYTE]);
    var scanner = new MimeScanner();
    scanner.feed(ascii("X: "));
    for (int i = 0; i < 1024; i++) {
      scanner.feed(octets.clear());
    }
    scanner.feed(ascii("\r\n\r\nbody"));
    var record = StructureRecord.decode(scanner.finish().encode());

    assertThat(record.headerSize()).isEqualTo(1024L * MEBIBYTE + 7);
    assertThat(record.size() - record.headerSize()).isEqualTo(4);
    assertThat(record.keeps("X")).isFalse();
  }

  @Test
  void c52HundredThousandNestedMultipartsEndInAnOpaqueLeaf() {
    var text = new StringBuilder();
    for (int i = 100_000; i < 200_000; i++) {
      text.append("Content-Type: multipart/mixed; boundary=b").append(i);
      text.append("\r\n\r\n--b").append(i).append("\r\n");
    }
    var parts = scan(text.toString()).parts();

    assertThat(parts).hasSize(MimeScanner.MAX_DEPTH);
    assertThat(parts.get(parts.size() - 1).header.kind()).isEqualTo(Kind.OTHER);
    assertThat(parts.get(parts.size() - 1).bodyEnd).isEqualTo(text.length());
  }

  @Test
  void c52TwoThousandMessagesInMessagesEndInAnOpaqueLeaf() {
    var parts = scan("Content-Type: message/rfc822\r\n\r\n".repeat(2_000) + "body").parts();

    assertThat(parts).hasSize(MimeScanner.MAX_DEPTH);
    assertThat(parts.get(parts.size() - 1).header.kind()).isEqualTo(Kind.OTHER);
  }

  @Test
  void c52OfTwentyThousandSiblingsTheLastAllowedTakesTheRest() {
    var parts = scan(multipart(20_000, "\r\nx\r\n")).parts();

    assertThat(parts).hasSize(MimeScanner.MAX_PARTS);
    assertThat(parts.get(9_998).size()).isEqualTo(1);
    assertThat(parts.get(9_999).size()).isGreaterThan(10_000);
  }

  @Test
  void c53MessagesWithSharedBoundariesMakeATreeOfBoundedSize() {
    String part =
        "--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    var structure = scan("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part.repeat(3_000));

    assertThat(structure.bodyStructure().length).isLessThan(20 * 200 * structure.parts().size());
    assertThat(structure.parts())
        .allSatisfy(p -> assertThat(p.bodyEnd).isGreaterThanOrEqualTo(p.headerStart));
  }

  @Test
  void c53WhateverMessagesAndBoundariesMakeIsATree() throws Exception {
    var pieces =
        List.of(
            "--b\r\n",
            "--b--\r\n",
            "--c\n",
            "Content-Type: message/rfc822\r\n\r\n",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
            "Content-Type: multipart/digest; boundary=c\r\n\r\n",
            "\r\n");
    var random = new SplittableRandom(53);
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      for (int piece = random.nextInt(200); piece >= 0; piece--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      var octets = text.toString().getBytes(StandardCharsets.US_ASCII);
      // Decoding refuses what is no tree, or lies outside of the message.
      var record = StructureRecord.decode(StructureRecord.scan(Content.of(octets)));
      assertThat(record.bodyStructure().remaining())
          .as(text.toString())
          .isLessThan(20 * 200 * record.partCount());
    }
  }

  @Test
  void c54HundredThousandContinuationsAreCappedAt128() {
    var type = new StringBuilder("Content-Type: text/plain");
    for (int i = 0; type.length() < FieldCursor.MAX_FIELD - 30; i++) {
      type.append(";n*").append(i).append("*=x");
    }
    var structure = scan(type.append("\r\n\r\nbody").toString());

    assertThat(new String(structure.bodyStructure(), StandardCharsets.US_ASCII))
        .contains("(\"n*\" \"" + "x".repeat(Parameters.MAX_COUNT) + "\"");
  }

  @Test
  void c55HeadersMayEndAtEveryOctet() throws Exception {
    String header =
        "From: (a\\(b\\) \"q\\\"\\\\\" <@r,@s:x@[1.2.3.4]> (c\\\r\n"
            + "To: g:\"\\\r\nDate: Mon, (\\\r\n 1 Jan 2024 1:2:3 (\\\r\n"
            + "Content-Type: text/(x\\)plain; a*0*=\"\\\r\n ;b*1*='%;c*=%4\r\n"
            + "Subject: =?utf-8*x?q?=C3?= =?b?b?\r\nContent-Language: (\\";
    for (int length = 0; length <= header.length(); length++) {
      var content = Content.of(header.substring(0, length).getBytes(StandardCharsets.US_ASCII));
      var record = StructureRecord.decode(StructureRecord.scan(content));
      assertThat(record.headerSize()).isEqualTo(length);
    }
  }

  @Test
  void c56NestedCommentsFiftyThousandDeepAreOneComment() {
    var structure = scan("From: a@b " + "(".repeat(50_000) + "\r\nTo: c@d\r\n\r\nbody");

    assertThat(new String(structure.envelope(), StandardCharsets.US_ASCII))
        .contains("((NIL NIL \"c\" \"d\"))");
  }

  @Test
  void c56EmptyQuotedLocalPartsAndCutUtf8AreListed() {
    var structure =
        scan("From: \"\"@x, \"\" <\"\">, :;, \u00c3 <@>\r\nSubject: \u00e2\u0082\r\n\r\n");

    assertThat(new String(structure.envelope(), StandardCharsets.US_ASCII))
        .startsWith("(NIL \"=?utf-8?Q?");
  }

  @Test
  void c57ExactlyTenThousandPartsAreAllThere() {
    for (int siblings : new int[] {9_998, 9_999, 10_000}) {
      var parts = scan(multipart(siblings, "\r\nx\r\n")).parts();
      assertThat(parts).hasSize(Math.min(siblings + 1, MimeScanner.MAX_PARTS));
    }
  }

  @Test
  void c57AMessageInTheLastPartIsAnOpaqueLeaf() {
    String message =
        "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nbody\r\n--b--\r\n";
    for (int siblings : new int[] {9_997, 9_998}) {
      String before = multipart(siblings, "\r\nx\r\n").replace("--b--\r\n", "");
      var parts = scan(before + message).parts();
      var last = parts.get(siblings + 1);
      assertThat(last.header.kind()).isEqualTo(siblings == 9_997 ? Kind.MESSAGE : Kind.OTHER);
      assertThat(last.size()).isEqualTo("Subject: x\r\n\r\nbody".length());
    }
  }

  /** Texts that say nothing: none makes a preview look further. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "|7bit|text/html| ",
        "|base64|text/plain|\r\n",
        "|base64|text/plain|=",
        "|quoted-printable|text/html|=\r\n",
        "|7bit|text/html|<div>",
        "|7bit|text/html|<script>",
        "|7bit|text/plain; charset=iso-2022-jp|\33$B\33(B",
        "|7bit|text/plain; charset=utf-7|+-"
      })
  void c58APreviewLooksAtSixtyFourKibibytes(String what) throws Exception {
    var words = what.split("\\|");
    var head =
        "Content-Type: " + words[2] + "\r\nContent-Transfer-Encoding: " + words[1] + "\r\n\r\n";
    var message = head + words[3].repeat(2 * MEBIBYTE / words[3].length());
    var octets = message.getBytes(StandardCharsets.US_ASCII);
    var structure = Outline.scan(octets);
    var read = new AtomicLong();

    structure.preview(
        new Content() {
          @Override
          public long size() {
            return octets.length;
          }

          @Override
          public int read(long position, ByteBuffer target) {
            int count = (int) Math.min(target.remaining(), octets.length - position);
            target.put(octets, (int) position, count);
            read.addAndGet(count);
            return count;
          }

          @Override
          public void close() {}
        });

    assertThat(read.get()).isBetween(1L, (long) Preview.MAX_OCTETS);
  }

  @Test
  void c63ForgedLinesOfAMailboxFileChangeNothing() {
    String body = "x\r\nFrom a@b Mon Jan  1 10:00:00 2024\r\nContent-Length: 1\r\n\r\ny\r\n";
    var structure = scan("Content-Length: 3\r\nSubject: x\r\n\r\n" + body);

    assertThat(structure.parts()).hasSize(1);
    assertThat(structure.parts().get(0).size()).isEqualTo(body.length());
  }

  @Test
  void largeHeadersInAllPartsBecomeOpaqueWhenTogetherTheyAreTooLarge() {
    String description = "Content-Description: " + "d".repeat(60_000) + "\r\n\r\nx\r\n";
    var structure = scan(multipart(1_000, description));

    assertThat(structure.bodyStructure().length).isLessThan(10 * MEBIBYTE);
    assertThat(structure.parts()).hasSize(1_001);
  }

  private static String multipart(int parts, String part) {
    return "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + ("--b\r\n" + part).repeat(parts)
        + "--b--\r\n";
  }

  private static MessageStructure scan(String message) {
    return Outline.scan(message.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
