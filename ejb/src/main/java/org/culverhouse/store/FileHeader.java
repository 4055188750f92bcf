package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What every file of a store begins with: eight letters, version, length, the store, and feature
 * bits at a place that each kind of file fixes; the last four octets are the checksum of the
 * others.
 */
final class FileHeader {
  private static final int MAJOR = 1;
  private static final int MINOR = 4;
  private static final int STORE_AT = 16;

  /** Where the fields of the kind of file begin. */
  static final int FIELDS_AT = 32;

  private FileHeader() {}

  /** A header without fields yet; the caller puts them and then calls {@link #finish}. */
  static ByteBuffer start(String magic, int length, UUID store) {
    var header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(magic.getBytes(StandardCharsets.US_ASCII));
    header.putShort((short) MAJOR).putShort((short) MINOR).putInt(length);
    header.putLong(store.getMostSignificantBits()).putLong(store.getLeastSignificantBits());
    return header;
  }

  static ByteBuffer finish(ByteBuffer header) {
    int at = header.capacity() - 4;
    header.clear().putInt(at, checksum(header, at));
    return header;
  }

  private static int checksum(ByteBuffer header, int length) {
    var crc = new CRC32C();
    crc.update(header.slice(0, length));
    return (int) crc.getValue();
  }

  /** Checks all that {@link #start} and {@link #finish} wrote, but the store. */
  static void check(ByteBuffer header, String magic, String file) throws CorruptFileException {
    var octets = new byte[8];
    header.order(ByteOrder.LITTLE_ENDIAN).get(0, octets);
    var found = new String(octets, StandardCharsets.ISO_8859_1);
    if (!found.equals(magic)) {
      throw new CorruptFileException(file, 0, "magic", magic, printable(found));
    }
    int at = header.capacity() - 4;
    int crc = checksum(header, at);
    if (header.getInt(at) != crc) {
      throw new CorruptFileException(
          file,
          at,
          "header checksum",
          Integer.toHexString(crc),
          Integer.toHexString(header.getInt(at)));
    }
    if (header.getShort(8) != MAJOR) {
      throw new CorruptFileException(file, 8, "format version", MAJOR, header.getShort(8));
    }
  }

  /** Which of the minor versions has written it (docs/formats/README.md). */
  static int minor(ByteBuffer header) {
    return header.getShort(10);
  }

  static UUID store(ByteBuffer header) {
    return new UUID(header.getLong(STORE_AT), header.getLong(STORE_AT + 8));
  }

  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
