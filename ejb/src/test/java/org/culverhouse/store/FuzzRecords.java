package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The payload of a record from any octets; the first two are its type. */
public final class FuzzRecords {
  private FuzzRecords() {}

  public static void fuzzerTestOneInput(byte[] octets) {
    if (octets.length < 2) {
      return;
    }
    var type = RecordType.numbered((octets[0] & 0xFF) | (octets[1] & 0xFF) << 8);
    if (type.isEmpty()) {
      return;
    }
    var payload = ByteBuffer.wrap(octets, 2, octets.length - 2);
    try {
      var record = RecordCodec.decode(type.get(), new PayloadReader(payload, "fuzz", 0));
      var written = RecordCodec.encode(record);
      var again = RecordCodec.decode(type.get(), new PayloadReader(written, "fuzz", 0));
      if (!RecordCodec.encode(again).equals(RecordCodec.encode(record))) {
        throw new AssertionError(record + " is read as " + again);
      }
    } catch (CorruptFileException | IllegalArgumentException refused) {
      // As the replay of a log expects it.
    }
  }

  /** Every kind of record in a log. */
  public static List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    var store = new FuzzedStore();
    for (var file : store.files(FuzzedStore.FILES.log())) {
      var segment = ByteBuffer.wrap(store.read(file));
      int at = SegmentHeader.LENGTH;
      while (at + RecordHeader.LENGTH <= segment.limit()) {
        var header = RecordHeader.get(segment.slice(at, RecordHeader.LENGTH));
        if (header.type() == 0) {
          break;
        }
        var seed = new byte[2 + header.payloadLength()];
        seed[0] = (byte) header.type();
        seed[1] = (byte) (header.type() >>> 8);
        segment.get(at + RecordHeader.LENGTH, seed, 2, header.payloadLength());
        seeds.add(seed);
        at += (int) header.recordLength();
      }
    }
    return seeds;
  }
}
