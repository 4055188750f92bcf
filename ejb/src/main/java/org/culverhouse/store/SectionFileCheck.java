package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks at all of a file of sections: a reader checks a section when it uses it, and passes over
 * what is between them.
 */
final class SectionFileCheck {
  private static final int CHUNK = 1 << 16;

  private SectionFileCheck() {}

  /**
   * @throws CorruptFileException if a section is not sound, or there is something between them
   */
  static void run(StoreIo io, Path file, SectionFile.Content content) throws IOException {
    try (var handle = io.open(file, StoreIo.Access.READ)) {
      long from = SectionFile.HEADER_LENGTH;
      for (var part : parts(handle)) {
        zeros(handle, file, from, part.first());
        from = part.end();
      }
    }
    for (int id : content.sections().keySet()) {
      if (!content.section(id).isSound()) {
        throw new CorruptFileException(
            file.toString(), 0, "checksum of section " + id, "that of its octets", "another");
      }
    }
  }

  /** From the first octet to the one behind the last. */
  private record Part(long first, long end) {}

  /** Where table, sections and footer are, in their order. */
  private static List<Part> parts(StoreIo.Handle handle) throws IOException {
    int count = read(handle, 0, SectionFile.HEADER_LENGTH).getInt(SectionFile.COUNT_AT);
    var table = read(handle, SectionFile.HEADER_LENGTH, count * SectionFile.ENTRY_LENGTH);
    long footerAt = handle.size() - SectionFile.FOOTER_LENGTH;
    var footer = read(handle, footerAt, SectionFile.FOOTER_LENGTH);
    var parts = new ArrayList<Part>();
    parts.add(new Part(SectionFile.HEADER_LENGTH, SectionFile.HEADER_LENGTH + table.capacity()));
    for (int at = 0; at < table.capacity(); at += SectionFile.ENTRY_LENGTH) {
      long first = table.getLong(at + 8);
      long end = first + table.getLong(at + 16);
      parts.add(new Part(first, end));
      if (SectionFile.hasSums(footer, end - first)) {
        long sums = (end + 3) / 4 * 4;
        parts.add(new Part(sums, sums + BlockSums.length(end - first)));
      }
    }
    parts.add(new Part(footerAt, handle.size()));
    parts.sort(Comparator.comparingLong(Part::first));
    return parts;
  }

  private static ByteBuffer read(StoreIo.Handle handle, long at, int length) throws IOException {
    var octets = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    handle.read(at, octets);
    return octets;
  }

  private static void zeros(StoreIo.Handle handle, Path file, long from, long to)
      throws IOException {
    var octets = ByteBuffer.allocate(CHUNK);
    for (long at = from; at < to; at += CHUNK) {
      octets.clear().limit((int) Math.min(CHUNK, to - at));
      handle.read(at, octets);
      octets.flip();
      while (octets.hasRemaining()) {
        if (octets.get() != 0) {
          throw new CorruptFileException(
              file.toString(), at + octets.position() - 1, "octets between sections", 0, "another");
        }
      }
    }
  }
}
