package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.culverhouse.index.IndexSummary;
import org.culverhouse.index.MailboxState;
import org.culverhouse.store.SectionFile.Kind;
import org.culverhouse.store.SectionFile.Seed;

/** Tells what the files of a store hold, but for the octets of messages. One thread. */
final class StoreDump {
  /** Where the header of an index says what the mailbox is like. */
  private static final int SUMMARY_AT = 56;

  private final StoreIo io;
  private final StoreFiles files;
  private final Consumer<Described> out;

  StoreDump(StoreIo io, StoreFiles files, Consumer<Described> out) {
    this.io = io;
    this.files = files;
    this.out = out;
  }

  /** Everything that a dump can tell of, relative to the folder of the store. */
  List<String> names() throws IOException {
    var names = new ArrayList<String>();
    for (var name : List.of("STORE", "OWNER")) {
      if (io.exists(files.home().resolve(name))) {
        names.add(name);
      }
    }
    for (var folder : List.of(files.log(), files.big(), files.snapshots(), files.indexes())) {
      for (var name : io.list(folder)) {
        names.add(folder.getFileName() + "/" + name);
      }
    }
    return names;
  }

  /**
   * @param name relative to the folder of the store
   */
  void file(String name) throws IOException {
    var path = files.home().resolve(name);
    out.accept(new Described("file").with("file", name).with("octets", files.octets(io, path)));
    try {
      if (name.equals("STORE")) {
        out.accept(Described.of("identity", StoreIdentity.read(io, files)));
      } else if (name.equals("OWNER")) {
        owner(path);
      } else if (name.endsWith(".seg")) {
        segment(path);
      } else if (name.endsWith(".msg")) {
        large(path);
      } else if (name.endsWith(".snap")) {
        snapshot(path, Long.parseUnsignedLong(String.valueOf(path.getFileName()), 0, 16, 16));
      } else if (name.endsWith(".idx")) {
        index(path, String.valueOf(path.getFileName()));
      }
    } catch (CorruptFileException e) {
      out.accept(new Described("damage").with("what", String.valueOf(e.getMessage())));
    }
  }

  private UUID store() throws IOException {
    return StoreIdentity.read(io, files).store();
  }

  private void owner(Path path) throws IOException {
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      var text = ByteBuffer.allocate(200);
      handle.read(0, text);
      var owner = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
      out.accept(new Described("owner").with("text", owner));
    }
  }

  private void segment(Path path) throws IOException {
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      var header = SegmentFile.header(handle, path.toString());
      out.accept(Described.of("segment", header));
      var seed = new RecordHeader.Seed(header.store(), header.segment());
      var reader = new SegmentReader(handle, path.toString(), seed, handle.size());
      long end = reader.endOfData(SegmentHeader.LENGTH);
      for (long at = SegmentHeader.LENGTH; at < end; ) {
        var found = reader.at(at);
        if (found.isPresent()) {
          record(reader, found.get());
          at = found.get().end();
        } else {
          long from = at;
          at = reader.next(at + 8).map(SegmentReader.Found::offset).orElse(end);
          out.accept(new Described("damage").with("offset", from).with("octets", at - from));
        }
      }
    }
  }

  private void record(SegmentReader reader, SegmentReader.Found found) throws IOException {
    var header = found.header();
    var type = RecordType.numbered(header.type());
    var described =
        new Described(type.map(RecordType::name).orElse("type " + header.type()))
            .with("offset", found.offset())
            .with("lsn", header.lsn())
            .with("epoch", (long) header.epoch())
            .with("length", (long) header.payloadLength())
            .with("last", header.isLast())
            .with("afterSync", header.isAfterSync());
    boolean isSound = found.isBody() ? reader.isBodySound(found) : found.isSound();
    described.with("sound", isSound);
    if (isSound && type.isPresent() && value(reader, found, type.get()) instanceof Record record) {
      described.withAll(record);
    }
    out.accept(described);
  }

  private static LogRecord value(SegmentReader reader, SegmentReader.Found found, RecordType type)
      throws IOException {
    return found.isBody() ? reader.head(found) : reader.decode(found, type);
  }

  private void large(Path path) throws IOException {
    try (var handle = io.open(path, StoreIo.Access.READ)) {
      out.accept(Described.of("message", BigFile.head(handle, path.toString())));
    }
  }

  private void snapshot(Path path, long generation) throws IOException {
    sections(path, Kind.SNAPSHOT, new Seed(store(), 0, generation));
    var snapshot = new SnapshotReader(io, files, store()).read(generation);
    out.accept(
        Described.of("log", snapshot.end())
            .with("epoch", snapshot.epoch())
            .with("nextBody", snapshot.nextBlobId())
            .with("segments", snapshot.segments().toString()));
    for (var mailbox : snapshot.state().mailboxes()) {
      mailbox(mailbox.info().name().value(), mailbox.id(), mailbox.state());
    }
    for (var name : snapshot.state().tree().subscriptions()) {
      out.accept(new Described("subscription").with("name", name.value()));
    }
  }

  private void mailbox(String name, long id, MailboxState state) {
    out.accept(
        new Described("mailbox").with("name", name).with("id", id).withAll(IndexSummary.of(state)));
  }

  private void index(Path path, String name) throws IOException {
    long mailbox = Long.parseUnsignedLong(name, 0, 16, 16);
    long generation = Long.parseUnsignedLong(name, 17, 33, 16);
    var content = sections(path, Kind.INDEX, new Seed(store(), mailbox, generation));
    var header = content.header().position(SUMMARY_AT);
    out.accept(new Described("index").with("mailbox", mailbox).withAll(IndexSummary.get(header)));
  }

  private SectionFile.Content sections(Path path, Kind kind, Seed seed) throws IOException {
    var content = SectionFile.read(io, path, kind, seed);
    content.sections().keySet().stream()
        .sorted()
        .forEach(
            id ->
                out.accept(
                    new Described("section")
                        .with("id", (long) id)
                        .with("codec", (long) content.section(id).codec())
                        .with("octets", (long) content.section(id).octets().remaining())));
    return content;
  }
}
