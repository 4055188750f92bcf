package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message of odd-messages.txt, with what is to be said of it. */
record OddMessage(
    String name, byte[] octets, String envelope, String bodyStructure, String sections) {

  static List<OddMessage> all() {
    try (var in = OddMessage.class.getResourceAsStream("odd-messages.txt")) {
      var text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      var messages = new ArrayList<OddMessage>();
      for (String block : text.substring(text.indexOf("=== ") + 4).split("\n=== ")) {
        messages.add(read(block));
      }
      return messages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OddMessage read(String block) {
    int nameEnd = block.indexOf('\n');
    int messageEnd = block.indexOf(">>> ");
    var expected = block.substring(messageEnd + 4).split("\n>>> ");
    return new OddMessage(
        block.substring(0, nameEnd),
        unescape(block.substring(nameEnd + 1, messageEnd)),
        new String(unescape(expected[0]), StandardCharsets.ISO_8859_1),
        new String(unescape(expected[1]), StandardCharsets.ISO_8859_1),
        expected[2]);
  }

  private static byte[] unescape(String text) {
    var octets = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        octets.write('\r');
        octets.write('\n');
      } else if (c != '\\') {
        octets.write(c);
      } else {
        i++;
        switch (text.charAt(i)) {
          case 'n' -> octets.write('\n');
          case 'r' -> octets.write('\r');
          case '\\' -> octets.write('\\');
          case 'x' -> {
            octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
            i += 2;
          }
          default -> {}
        }
      }
    }
    return octets.toByteArray();
  }
}
