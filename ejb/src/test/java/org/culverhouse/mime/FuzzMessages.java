package org.culverhouse.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.api.Content;

/** Any octets as a message: its structure is within it, and does not depend on how it arrives. */
public final class FuzzMessages {
  private static final int GENERATED = 60;
  private static final int PIECE = 7;

  private FuzzMessages() {}

  public static void fuzzerTestOneInput(byte[] octets)
      throws IOException, CorruptStructureException {
    var message = Content.of(octets);
    var encoded = StructureRecord.scan(message);
    var record = StructureRecord.decode(encoded);
    require(record.size() == octets.length, "size");
    require(inPieces(octets, message).equals(encoded), "pieces");
    FuzzStructures.use(record);
    ascii(record.envelope());
    ascii(record.bodyStructure());
    new MessageText(message, record).contains(new WantedText("never in it \u00df"));
    EncodedWords.decode(new String(octets, StandardCharsets.ISO_8859_1));
  }

  private static ByteBuffer inPieces(byte[] octets, Content message) throws IOException {
    var scanner = new MimeScanner();
    for (int at = 0; at < octets.length; at += PIECE) {
      scanner.feed(ByteBuffer.wrap(octets, at, Math.min(PIECE, octets.length - at)));
    }
    var structure = scanner.finish();
    return structure.encode(structure.preview(message));
  }

  private static void ascii(ByteBuffer octets) {
    while (octets.hasRemaining()) {
      require(octets.get() > 0, "ASCII");
    }
  }

  static void require(boolean fits, String what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    OddMessage.all().forEach(odd -> seeds.add(odd.octets()));
    for (int seed = 0; seed < GENERATED; seed++) {
      seeds.add(new MessageGenerator(seed).message().octets());
    }
    return seeds;
  }
}
