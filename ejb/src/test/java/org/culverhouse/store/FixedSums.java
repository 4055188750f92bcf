package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Makes the checksums of damaged files right again, so that what lies behind them is read. One
 * thread.
 */
final class FixedSums {
  private static final int ENTRY_LENGTH = 24;
  private static final int FOOTER_LENGTH = 32;
  private static final int COUNT_AT = 248;

  private FixedSums() {}

  private static ByteBuffer view(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void header(ByteBuffer file, int length) {
    file.putInt(length - 4, RecordHeader.checksum(file.slice(0, length - 4)));
  }

  /** A segment of the log: of its header, and of what looks like a record. */
  static void segment(byte[] octets, UUID store, long number) {
    var file = view(octets);
    if (octets.length < SegmentHeader.LENGTH) {
      return;
    }
    header(file, SegmentHeader.LENGTH);
    int at = SegmentHeader.LENGTH;
    while (at + RecordHeader.LENGTH <= octets.length) {
      int length = file.getInt(at + 8);
      boolean isRecord =
          file.getInt(at) == RecordHeader.MAGIC
              && length >= 0
              && length <= octets.length - at - RecordHeader.LENGTH;
      if (isRecord) {
        record(file, at, length, store, number);
      }
      at += isRecord ? (int) RecordHeader.recordLength(length) : 8;
    }
  }

  private static void record(ByteBuffer file, int at, int length, UUID store, long number) {
    int sum = RecordHeader.checksum(file.slice(at + RecordHeader.LENGTH, length));
    file.putInt(at + 28, sum);
    var header = RecordHeader.get(file.slice(at, RecordHeader.LENGTH));
    var fixed = header.encode(new RecordHeader.Seed(store, number), at);
    file.putInt(at + 4, fixed.getInt(4));
  }

  /** A snapshot or an index: of its header, of each section, of the table and of the length. */
  static void sections(byte[] octets, SectionFile.Seed seed) {
    var file = view(octets);
    if (octets.length < SectionFile.HEADER_LENGTH + FOOTER_LENGTH) {
      return;
    }
    header(file, SectionFile.HEADER_LENGTH);
    int count = file.getInt(COUNT_AT);
    int footer = octets.length - FOOTER_LENGTH;
    boolean fits = count >= 0 && count <= (footer - SectionFile.HEADER_LENGTH) / ENTRY_LENGTH;
    if (!fits) {
      return;
    }
    for (int i = 0; i < count; i++) {
      section(file, SectionFile.HEADER_LENGTH + i * ENTRY_LENGTH, footer, seed);
    }
    file.putInt(footer + 12, seed.of(file.slice(SectionFile.HEADER_LENGTH, count * ENTRY_LENGTH)));
    file.putLong(footer + 16, octets.length);
  }

  /** A cache: of its header, of what looks like an entry, and of the directory. */
  static void cache(byte[] octets, UUID store, long segment) {
    var file = view(octets);
    if (octets.length < CacheFile.HEADER) {
      return;
    }
    header(file, CacheFile.HEADER);
    var seed = CacheEntry.seed(store, segment);
    int at = CacheFile.HEADER;
    while (at + CacheEntry.HEADER <= octets.length) {
      int found = CacheEntry.recordLength(file, at);
      int length = found <= octets.length - CacheEntry.HEADER - at ? found : -1;
      if (length >= 0) {
        file.putInt(at, seeded(seed, file.slice(at + 4, CacheEntry.HEADER - 4 + length)));
      }
      at += length >= 0 ? CacheEntry.length(length) : 8;
    }
    int footer = octets.length - FOOTER_LENGTH;
    long directory = footer >= 0 ? file.getLong(footer + 8) : -1;
    if (directory >= 0 && directory <= footer) {
      int length = (int) (footer - directory);
      file.putInt(footer + 20, seeded(seed, file.slice((int) directory, length)));
    }
  }

  private static int seeded(byte[] seed, ByteBuffer octets) {
    var crc = new CRC32C();
    crc.update(seed);
    crc.update(octets);
    return (int) crc.getValue();
  }

  private static void section(ByteBuffer file, int entry, int end, SectionFile.Seed seed) {
    long at = file.getLong(entry + 8);
    long length = file.getLong(entry + 16);
    if (at < 0 || length < 0 || at > end || length > end - at) {
      return;
    }
    var sums = new BlockSums(seed);
    sums.add(file.slice((int) at, (int) length));
    var list = sums.done();
    boolean isWhole = list.limit() == 4 || file.getInt(end + 8) == 1;
    int place = (int) (at + length + 3) / 4 * 4;
    if (isWhole) {
      file.putInt(entry + 4, seed.of(file.slice((int) at, (int) length)));
    } else if (place + list.limit() <= end) {
      file.putInt(entry + 4, seed.of(list));
      file.put(place, list, 0, list.limit());
    }
  }
}
