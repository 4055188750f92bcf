package org.culverhouse.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A line of a script whose literals have been taken in; variables are not yet replaced. */
public record Template(List<Part> parts) {
  sealed interface Part {
    String text();
  }

  record Line(String text) implements Part {}

  record Literal(String text, Sync sync) implements Part {
    private String announced(int length) {
      return sync == Sync.WAITS ? "{%d}\r\n".formatted(length) : "{%d+}\r\n".formatted(length);
    }
  }

  enum Sync {
    WAITS,
    /** {@code {{{+}: sent without waiting for the server (RFC 7888). */
    GOES_ON
  }

  static Template of(String text) {
    return new Template(List.of(new Line(text)));
  }

  /** Scripts are UTF-8; on the wire a char is a byte. */
  private static String bytesOf(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The line as an answer would look like, to be cut into tokens. */
  String expected(Bindings bindings) {
    var line = new StringBuilder();
    for (var part : parts) {
      var text = bytesOf(bindings.expand(part.text()));
      switch (part) {
        case Line words -> line.append(text);
        case Literal literal -> {
          var bytes = text.replace(Bindings.DOLLAR, '$');
          line.append("{%d}\r\n".formatted(bytes.length())).append(bytes);
        }
      }
    }
    return line.toString();
  }

  /** What is sent in one go before the server has to answer {@code +}. */
  List<String> packets(Bindings bindings) {
    var packets = new ArrayList<String>();
    var packet = new StringBuilder();
    for (var part : parts) {
      var bytes = bytesOf(bindings.expandFully(part.text()));
      switch (part) {
        case Line words -> packet.append(bytes);
        case Literal literal -> {
          packet.append(literal.announced(bytes.length()));
          if (literal.sync() == Sync.WAITS) {
            packets.add(packet.toString());
            packet = new StringBuilder();
          }
          packet.append(bytes);
        }
      }
    }
    packets.add(packet.append("\r\n").toString());
    return packets;
  }

  @Override
  public String toString() {
    var line = new StringBuilder();
    for (var part : parts) {
      line.append(part instanceof Line words ? words.text() : "{{{…}}}");
    }
    return line.toString();
  }
}
