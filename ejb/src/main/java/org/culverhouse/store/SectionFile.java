package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.culverhouse.index.IndexSection;
import org.culverhouse.index.IndexSection.BlockCheck;
import org.culverhouse.index.IndexSection.Stored;

/**
 * A file of sections that is written once (docs/formats/idx.md): header, table, sections on pages
 * of their own with a checksum for each block, footer. All checksums begin with the store, the
 * mailbox and the generation, so a part of another file is no part of this one.
 */
final class SectionFile {
  static final int HEADER_LENGTH = 256;
  private static final int LSN_AT = 40;
  static final int COUNT_AT = 248;
  static final int ENTRY_LENGTH = 24;
  static final int FOOTER_LENGTH = 32;
  private static final int VERSION_AT = 8;
  private static final int PAGE = 4096;
  private static final int MAX_SECTIONS = 64;
  private static final int VERSION = 2;

  /** A section had one checksum, however long it was. */
  private static final int WHOLE_SECTIONS = 1;

  private SectionFile() {}

  /** What kind of file it is. */
  enum Kind {
    INDEX("IMIDX\0\0\1", "IMIDXEND"),
    SNAPSHOT("IMSNAP\0\1", "IMSNPEND");

    private final String magic;
    private final String endMagic;

    Kind(String magic, String endMagic) {
      this.magic = magic;
      this.endMagic = endMagic;
    }

    ByteBuffer header(UUID store) {
      return FileHeader.start(magic, HEADER_LENGTH, store);
    }
  }

  /** What checksums begin with; the mailbox of a snapshot is 0. */
  record Seed(UUID store, long mailbox, long generation) {
    CRC32C crc() {
      var start = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
      start.putLong(store.getMostSignificantBits()).putLong(store.getLeastSignificantBits());
      var crc = new CRC32C();
      crc.update(start.putLong(mailbox).putLong(generation).flip());
      return crc;
    }

    int of(ByteBuffer octets) {
      var crc = crc();
      crc.update(octets.duplicate());
      return (int) crc.getValue();
    }
  }

  /** A sound file, but for blocks of its sections, each of which is to be checked. */
  record Content(ByteBuffer header, Map<Integer, Stored> sections) {
    Stored section(int id) {
      return sections.getOrDefault(id, new Stored(0, ByteBuffer.allocate(0)));
    }
  }

  /**
   * Writes a file, which is on disk afterwards but for its name; returns its length.
   *
   * @param header with its fields, not finished
   */
  static long write(
      StoreIo io,
      Path temporary,
      Path target,
      Kind kind,
      ByteBuffer header,
      Seed seed,
      long lsn,
      List<IndexSection> sections)
      throws IOException {
    io.delete(temporary);
    long length;
    try (var handle = io.open(temporary, StoreIo.Access.CREATE)) {
      length = write(handle, kind, header, seed, lsn, sections);
      handle.forceAll();
    }
    io.rename(temporary, target);
    return length;
  }

  /** Writes into an empty file, and returns the length; nothing is synced. */
  static long write(
      StoreIo.Handle handle,
      Kind kind,
      ByteBuffer header,
      Seed seed,
      long lsn,
      List<IndexSection> sections)
      throws IOException {
    var out = new SectionOutput(handle);
    var table = ByteBuffer.allocate(sections.size() * ENTRY_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ByteBuffer.allocate(HEADER_LENGTH + table.capacity()));
    for (var section : sections) {
      out.align(PAGE);
      long start = out.position();
      var sums = new BlockSums(seed);
      for (var piece : section.pieces()) {
        sums.add(piece.duplicate());
        out.put(piece.duplicate());
      }
      long length = out.position() - start;
      var list = sums.done();
      if (length > BlockCheck.LENGTH) {
        out.align(4);
        out.put(list.duplicate());
      }
      table.putShort((short) section.id()).putShort((short) section.codec());
      table.putInt(length > BlockCheck.LENGTH ? seed.of(list) : list.getInt(0));
      table.putLong(start).putLong(length);
    }
    out.align(8);
    long length = out.position() + FOOTER_LENGTH;
    out.put(footer(kind, VERSION, seed.of(table.flip()), length, lsn));
    out.flush();
    FileHeader.finish(header.putInt(COUNT_AT, sections.size()));
    handle.write(0, List.of(header, table));
    return length;
  }

  private static ByteBuffer footer(Kind kind, int version, int tableCrc, long length, long lsn) {
    return ByteBuffer.allocate(FOOTER_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(kind.endMagic.getBytes(StandardCharsets.US_ASCII))
        .putInt(version)
        .putInt(tableCrc)
        .putLong(length)
        .putLong(lsn)
        .flip();
  }

  static Content read(StoreIo io, Path path, Kind kind, Seed seed) throws IOException {
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      long size = handle.size();
      if (size > Integer.MAX_VALUE) {
        return read(handle::view, size, path.toString(), kind, seed);
      }
      return read(handle.view(0, (int) size), path.toString(), kind, seed);
    }
  }

  /** The same from octets that are in memory. */
  static Content read(ByteBuffer octets, String file, Kind kind, Seed seed) throws IOException {
    return read(
        (at, length) -> octets.slice(Math.toIntExact(at), length),
        octets.remaining(),
        file,
        kind,
        seed);
  }

  /** Where parts of a file come from. */
  private interface Source {
    ByteBuffer view(long position, int length) throws IOException;

    default ByteBuffer octets(long position, long length) throws IOException {
      return view(position, Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static Content read(Source source, long size, String file, Kind kind, Seed seed)
      throws IOException {
    try {
      return content(source, size, file, kind, seed);
    } catch (RuntimeException | InternalError e) {
      // A page of a mapped file that the disk cannot read is an InternalError.
      throw new CorruptFileException(file, 0, "sections", "sound ones", e);
    }
  }

  private static Content content(Source source, long size, String file, Kind kind, Seed seed)
      throws IOException {
    check(file, 0, "length", size >= HEADER_LENGTH + FOOTER_LENGTH, size);
    var header = ByteBuffer.allocate(HEADER_LENGTH).put(source.octets(0, HEADER_LENGTH)).flip();
    FileHeader.check(header, kind.magic, file);
    check(file, 16, "store", FileHeader.store(header).equals(seed.store), "another one");
    int count = header.getInt(COUNT_AT);
    boolean fits = count >= 0 && count <= MAX_SECTIONS;
    check(file, COUNT_AT, "number of sections", fits, count);
    long tableEnd = HEADER_LENGTH + (long) count * ENTRY_LENGTH;
    check(file, HEADER_LENGTH, "table", tableEnd + FOOTER_LENGTH <= size, count);
    var footer = source.octets(size - FOOTER_LENGTH, FOOTER_LENGTH);
    int version = footer.getInt(VERSION_AT) == WHOLE_SECTIONS ? WHOLE_SECTIONS : VERSION;
    var table = source.octets(HEADER_LENGTH, (long) count * ENTRY_LENGTH);
    var expected = footer(kind, version, seed.of(table), size, header.getLong(LSN_AT));
    check(file, size - FOOTER_LENGTH, "footer", expected.equals(footer), "another one");
    var sections = new HashMap<Integer, Stored>();
    for (int i = 0; i < count; i++) {
      int id = table.getShort() & 0xFFFF;
      int codec = table.getShort() & 0xFFFF;
      int sum = table.getInt();
      long at = table.getLong();
      long length = table.getLong();
      boolean isInside =
          at >= tableEnd && length >= 0 && length <= size - FOOTER_LENGTH - at && at <= size;
      check(file, at, "section", isInside, length + " octets");
      var octets = source.octets(at, length);
      if (version == WHOLE_SECTIONS || length <= BlockCheck.LENGTH) {
        sections.put(id, new Stored(codec, octets, new WholeSum(seed, octets, sum)));
        continue;
      }
      var sums = source.octets((at + length + 3) / 4 * 4, BlockSums.length(length));
      check(file, at, "checksums of section " + id, seed.of(sums) == sum, "others");
      sections.put(id, new Stored(codec, octets, new BlockSums.Check(seed, octets, sums)));
    }
    return new Content(header.position(FileHeader.FIELDS_AT), sections);
  }

  /** Whether a section of this length is followed by the checksums of its blocks. */
  static boolean hasSums(ByteBuffer footer, long length) {
    return footer.getInt(VERSION_AT) != WHOLE_SECTIONS && length > BlockCheck.LENGTH;
  }

  private static void check(String file, long at, String what, boolean fits, Object found)
      throws CorruptFileException {
    if (!fits) {
      throw new CorruptFileException(file, at, what, "a sound one", found);
    }
  }
}
