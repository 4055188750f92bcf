package org.culverhouse.mime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.SectionName;

/** Any octets as the record of a structure: refused, or nothing in it leads astray. */
public final class FuzzStructures {
  private static final SectionName FIELDS =
      new SectionName(List.of(), SectionName.Text.HEADER_FIELDS, List.of("Subject", "To"));

  private FuzzStructures() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    try {
      use(StructureRecord.decode(ByteBuffer.wrap(octets)));
    } catch (CorruptStructureException refused) {
      // That is what it may say.
    }
  }

  /** Reads everything in a record. */
  public static void use(StructureRecord record) throws CorruptStructureException {
    record.sentDay();
    record.messageId();
    record.references();
    record.preview();
    for (var key : SortKey.values()) {
      record.sortKey(key);
    }
    record.headerFields(FIELDS);
    record.envelope();
    record.body();
    record.bodyStructure();
    record.headerSize();
    for (var name : List.of("1", "2", "1.2.MIME", "1.1.1", "2.1.TEXT", "1.HEADER", "TEXT")) {
      record
          .locate(OddMessagesTest.section(name))
          .ifPresent(range -> FuzzMessages.require(range.end() <= record.size(), name));
    }
  }

  public static List<byte[]> seeds() {
    return FuzzMessages.seeds().stream().map(FuzzStructures::encoded).toList();
  }

  private static byte[] encoded(byte[] message) {
    try {
      var encoded = StructureRecord.scan(Content.of(message));
      var octets = new byte[encoded.remaining()];
      encoded.get(octets);
      return octets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
