package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Any octets as the value of a header field: addresses, a date, encoded words and parameters. What
 * comes of them is bounded, ASCII where clients see it, and groups end.
 */
public final class FuzzFields {
  private FuzzFields() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      var value = new String(octets, charset);
      addresses(value);
      MailDate.parse(value);
      words(value);
      parameters(value);
      BaseSubject.of(value);
    }
  }

  private static void addresses(String value) {
    var addresses = AddressList.parse(value);
    require(addresses.size() <= value.length() + 1, "more addresses than characters");
    boolean inGroup = false;
    var out = new Rendering(StringForm.ASCII, 64);
    for (var address : addresses) {
      boolean isMark = address.host() == null;
      require(!isMark || inGroup == (address.mailbox() == null), "a group within a group");
      inGroup = isMark ? !inGroup : inGroup;
      address.render(out);
    }
    require(!inGroup, "a group without an end");
    ascii(out);
  }

  private static void words(String value) {
    var decoded = EncodedWords.decode(value);
    // No charset makes more than two characters of an octet, and malformed ones are replaced.
    require(decoded.length() <= 4 * value.length() + 16, "a text that grows");
    var encoded = EncodedWords.encodeNonAscii(value);
    require(encoded.chars().allMatch(c -> c < 0x80), "not ASCII: " + encoded);
    boolean isPlain = StandardCharsets.UTF_8.newEncoder().canEncode(value);
    if (isPlain && !value.contains("=?")) {
      require(EncodedWords.decode(encoded).equals(value), "another text: " + encoded);
    }
  }

  private static void parameters(String value) {
    var type = MediaType.parse("text/plain; " + value).orElseThrow();
    require(type.parameters().list().size() <= Parameters.MAX_COUNT, "too many parameters");
    var out = new Rendering(StringForm.ASCII, 64);
    type.render(out);
    ascii(out);
    MediaType.parse(value).ifPresent(other -> other.render(new Rendering(StringForm.UTF_8, 64)));
  }

  private static void ascii(Rendering out) {
    for (byte octet : out.toBytes()) {
      require(octet >= 0, "not ASCII");
    }
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    return Stream.of(
            "Ada Lovelace <ada@example.org>, \"Bob \\\"B\\\"\" <bob@[127.0.0.1]> (comment (nested))",
            "undisclosed-recipients:;, A group: a@x, <@r1,@r2:b@y>, c; d@z",
            "=?utf-8?Q?Zo=C3=AB?= =?ISO-8859-1?B?5Oc=?= <zoe@example.org>",
            "Mon, 23 Nov 2026 12:00:00 +0100 (CET)",
            "1 Jan 70 00:00 EST",
            "31 Dec 9999 23:59:60 -1800",
            "=?iso-2022-jp?b?GyRCRnxLXBsoQg==?= =?utf-8*en?q?_a?=",
            "Re: [list] Fwd: =?utf-8?q?=C3?= =?utf-8?q?=A4?= (fwd)",
            "name*0*=utf-8''a%20; name*1=\"b c\"; name*2*=%C3%A4; charset=\"utf-8\"",
            "boundary=\"a\\\"b\"; x=y z; =; title*=us-ascii'en'x",
            "Zw\u00f6lf gro\u00dfe \u65e5\u672c <x@y>")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
