package org.culverhouse.connector.wire.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

/**
 * Any octets as modified UTF-7, and any text on its way there: each name has one encoding, which is
 * ASCII, and means the name.
 */
public final class FuzzMailboxNames {
  private FuzzMailboxNames() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    var encoded = new String(octets, ISO_8859_1);
    ModifiedUtf7.decode(encoded)
        .ifPresent(name -> require(ModifiedUtf7.encode(name).equals(encoded), encoded));
    var name = new String(octets, UTF_8);
    var written = ModifiedUtf7.encode(name);
    require(written.chars().allMatch(c -> c >= ' ' && c <= '~'), written);
    require(ModifiedUtf7.decode(written).filter(name::equals).isPresent(), written);
    try {
      MailboxNames.mailbox(Fragment.of(octets));
    } catch (Rejection | LiteralWanted refused) {
      // As commands expect it.
    }
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    return Stream.of(
            "INBOX",
            "Entw&APw-rfe",
            "&-",
            "&AC8-",
            "&2D3eAA-",
            "&2D0-",
            "&ZeVnLIqe-/x",
            "~peter/mail/&U,BTFw-/&ZeVnLIqe-",
            "a&b",
            "Entw\u00fcrfe \ud83d\ude00",
            "\"a/b\\\"c\"")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }
}
