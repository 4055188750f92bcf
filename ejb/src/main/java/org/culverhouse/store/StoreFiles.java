package org.culverhouse.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.culverhouse.mailbox.StoreId;

/** Where the files of a store are. Immutable. */
final class StoreFiles {
  private static final String SEGMENT_SUFFIX = ".seg";
  private static final int HEX_DIGITS = 16;
  private static final String CACHE_SUFFIX = ".cch";

  private final Path root;
  private final StoreId id;
  private final Path parent;
  private final Path home;
  private final Path log;

  StoreFiles(Path root, StoreId id) {
    this.root = root;
    this.id = id;
    parent = root.resolve(id.toString().substring(14));
    home = parent.resolve(id.toString());
    log = home.resolve("log");
  }

  Path root() {
    return root;
  }

  StoreId id() {
    return id;
  }

  /** Holds all stores whose ids end alike. */
  Path parent() {
    return parent;
  }

  Path home() {
    return home;
  }

  Path identity() {
    return home.resolve("STORE");
  }

  Path owner() {
    return home.resolve("OWNER");
  }

  Path log() {
    return log;
  }

  Path big() {
    return home.resolve("big");
  }

  Path temporary() {
    return home.resolve("tmp");
  }

  Path snapshots() {
    return home.resolve("snap");
  }

  Path indexes() {
    return home.resolve("mbx");
  }

  /** What is known of the bodies in a segment; derived. */
  Path caches() {
    return home.resolve("cache");
  }

  Path cache(long segment) {
    return caches().resolve(number(segment) + CACHE_SUFFIX);
  }

  Path quarantine() {
    return home.resolve("quarantine");
  }

  Path segment(long number) {
    return log.resolve(number(number) + SEGMENT_SUFFIX);
  }

  private static String number(long segment) {
    // For each message that is read: String.format would take longer than the reading.
    String digits = Long.toString(segment);
    return "0".repeat(Math.max(0, 8 - digits.length())) + digits;
  }

  Path snapshot(long generation) {
    return snapshots().resolve(String.format(Locale.ROOT, "%016x.snap", generation));
  }

  Path index(long mailbox, long generation) {
    return indexes().resolve(String.format(Locale.ROOT, "%016x.%016x.idx", mailbox, generation));
  }

  Path big(long blobId) {
    return big().resolve(String.format(Locale.ROOT, "%016x.msg", blobId));
  }

  Path temporary(long blobId) {
    return temporary().resolve(big(blobId).getFileName());
  }

  /** The numbers of all segments, ascending. */
  List<Long> segments(StoreIo io) throws IOException {
    return numbers(io, log(), SEGMENT_SUFFIX);
  }

  /** The numbers of the segments that have a cache, ascending. */
  List<Long> caches(StoreIo io) throws IOException {
    return numbers(io, caches(), CACHE_SUFFIX);
  }

  private static List<Long> numbers(StoreIo io, Path folder, String suffix) throws IOException {
    var numbers = new ArrayList<Long>();
    for (var name : io.list(folder)) {
      if (name.matches("[0-9]{8}\\" + suffix)) {
        numbers.add(Long.parseLong(name.substring(0, 8)));
      }
    }
    return numbers;
  }

  long numberOf(Path segment) {
    var name = String.valueOf(segment.getFileName());
    return Long.parseLong(name.substring(0, name.length() - SEGMENT_SUFFIX.length()));
  }

  /** The name of an index. */
  record Index(long mailbox, long generation) {}

  List<Index> indexes(StoreIo io) throws IOException {
    return io.list(indexes()).stream()
        .filter(name -> name.matches("[0-9a-f]{16}\\.[0-9a-f]{16}\\.idx"))
        .map(name -> new Index(hex(name, 0), hex(name, HEX_DIGITS + 1)))
        .toList();
  }

  /** The generations of all snapshots, ascending. */
  List<Long> snapshotGenerations(StoreIo io) throws IOException {
    return io.list(snapshots()).stream()
        .filter(name -> name.matches("[0-9a-f]{16}\\.snap"))
        .map(name -> hex(name, 0))
        .toList();
  }

  private static long hex(String name, int from) {
    return Long.parseUnsignedLong(name, from, from + HEX_DIGITS, 16);
  }

  /** How long a file is; 0 if there is none. */
  long octets(StoreIo io, Path file) throws IOException {
    try (var handle = io.open(file, StoreIo.Access.READ)) {
      return handle.size();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** How long all files are together that a check reads. */
  long octets(StoreIo io) throws IOException {
    long octets = 0;
    for (var folder : List.of(log(), big(), snapshots(), indexes(), caches())) {
      for (var name : io.list(folder)) {
        octets += octets(io, folder.resolve(name));
      }
    }
    return octets;
  }

  /** Removes what can be made again from the log and from messages. */
  void removeDerived(StoreIo io) throws IOException {
    for (var folder : List.of(snapshots(), indexes(), caches())) {
      for (var name : io.list(folder)) {
        io.delete(folder.resolve(name));
      }
    }
  }
}
