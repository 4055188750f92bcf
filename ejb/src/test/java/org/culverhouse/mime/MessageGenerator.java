package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes well-formed messages with nested parts, and knows their structure. */
final class MessageGenerator {
  private static final String[] WORDS = {
    "alpha", "beta", "--", "-", "--b", "gamma delta", "", " ", "Gr\u00fc\u00dfe", "From x", "."
  };

  /** A message or a part: its octets, and its structure as {@link Outline} writes it. */
  record Generated(String text, String outline) {
    byte[] octets() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Whether parts of a multipart/digest may leave out their type. */
  enum Digests {
    BARE,
    TYPED
  }

  private final Random random;
  private final Digests digests;
  private int boundaries;

  MessageGenerator(long seed) {
    this(seed, Digests.BARE);
  }

  MessageGenerator(long seed, Digests digests) {
    this.random = new Random(seed);
    this.digests = digests;
  }

  Generated message() {
    return message(0);
  }

  private Generated message(int depth) {
    var part = part(depth, "text/plain");
    String header = "From: a@example.com\r\nSubject: message " + random.nextInt(1000) + "\r\n";
    return new Generated(header + part.text(), part.outline());
  }

  /** Content fields, blank line and body. */
  private Generated part(int depth, String defaultType) {
    return switch (depth > 4 ? random.nextInt(3) : random.nextInt(7)) {
      case 0 -> leaf(defaultType.equals("text/plain") ? "" : "text/plain", "text/plain");
      case 1 -> leaf("text/html; charset=utf-8", "text/html");
      case 2 -> attachment();
      case 3 -> multipart(depth, "mixed", "text/plain");
      case 4 -> multipart(depth, "alternative", "text/plain");
      case 5 -> multipart(depth, "digest", "message/rfc822");
      default -> encapsulated(depth, "Content-Type: message/rfc822\r\n");
    };
  }

  private Generated leaf(String field, String type) {
    String body = lines(random.nextInt(6));
    String header = field.isEmpty() ? "X-Nothing: y\r\n" : "Content-Type: " + field + "\r\n";
    return new Generated(header + "\r\n" + body, Outline.leaf(type, body));
  }

  private Generated attachment() {
    byte[] octets = new byte[random.nextInt(300)];
    random.nextBytes(octets);
    String body =
        Base64.getMimeEncoder().encodeToString(octets) + (octets.length % 2 == 0 ? "\r\n" : "");
    String header =
        "Content-Type: application/octet-stream;\r\n\tname=\"x.bin\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n";
    return new Generated(header + "\r\n" + body, Outline.leaf("application/octet-stream", body));
  }

  private Generated encapsulated(int depth, String header) {
    var message = message(depth + 1);
    return new Generated(
        header + "\r\n" + message.text(), "message/rfc822{" + message.outline() + "}");
  }

  private Generated multipart(int depth, String subtype, String childType) {
    String boundary = "=_" + random.nextInt(10) + "_" + boundaries++;
    List<Generated> children = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean digest = childType.equals("message/rfc822") && random.nextBoolean();
      String type = digests == Digests.BARE ? "" : "Content-Type: message/rfc822\r\n";
      children.add(digest ? encapsulated(depth, type) : part(depth + 1, childType));
    }
    var text = new StringBuilder("Content-Type: multipart/" + subtype + "; boundary=\"" + boundary);
    text.append("\"\r\n\r\n");
    if (random.nextBoolean()) {
      text.append("preamble\r\n");
    }
    for (var child : children) {
      text.append("--").append(boundary).append("\r\n").append(child.text()).append("\r\n");
    }
    text.append("--").append(boundary).append("--\r\n");
    if (random.nextBoolean()) {
      text.append("epilogue\r\n");
    }
    String outline =
        children.stream().map(Generated::outline).collect(Collectors.joining(" ", "(", ")"));
    return new Generated(text.toString(), "multipart/" + subtype + outline);
  }

  private String lines(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
      }
      text.append("\r\n");
    }
    return random.nextBoolean() ? text.toString() : text + "last line";
  }
}
