package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With an image in its log, a store needs neither snapshots nor what stands in front of it. */
@ExtendWith(QuietLog.class)
class ImageTest {
  private static final Path HOME = SimServer.ROOT.resolve("34/0000000000001234");
  private static final Path LOG = HOME.resolve("log");

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 1);
  private final StoreOperations operations = new StoreOperations(new SplittableRandom(3));

  /** Fills more than one segment, and expunges what is in the first. */
  private List<String> fillAndExpunge(NativeStores stores, MailStore store, int rounds) {
    for (int i = 0; i < rounds; i++) {
      var sizes = new int[] {1500, 1500, 1500};
      operations.append("INBOX", FlagSet.NONE, sizes).onStore().accept(store);
    }
    var inbox = store.open(store.tree().get(org.culverhouse.api.model.MailboxName.INBOX).id());
    var gone = inbox.snapshot().live().within(1, inbox.snapshot().uidNext() - 4);
    inbox.expunge(gone);
    stores.image(SimServer.ID);
    operations.append("INBOX", FlagSet.NONE, 100).onStore().accept(store);
    return StoreText.lines(store);
  }

  private void removeDerived() throws IOException {
    for (var folder : List.of(HOME.resolve("snap"), HOME.resolve("mbx"))) {
      for (var name : io.list(folder)) {
        io.delete(folder.resolve(name));
      }
    }
  }

  private void removeFirstSegment() throws IOException {
    io.delete(LOG.resolve("00000001.seg"));
  }

  private List<String> store(int rounds) {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      return fillAndExpunge(stores, store, rounds);
    }
  }

  @Test
  void aStoreOpensFromItsImageWithoutItsFirstSegmentAndWithoutSnapshots() throws IOException {
    var lines = store(12);
    removeDerived();
    removeFirstSegment();
    assertThat(server.with(io).lines()).isEqualTo(lines);
    assertThat(server.with(io).lines()).as("a second time").isEqualTo(lines);
  }

  @Test
  void withoutAnImageAMissingSegmentIsDamage() throws IOException {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int i = 0; i < 12; i++) {
        operations.append("INBOX", FlagSet.NONE, 1500, 1500, 1500).onStore().accept(store);
      }
    }
    removeDerived();
    removeFirstSegment();
    server
        .with(io)
        .use(
            store -> {
              assertThat(store.tree().mailboxes()).isEmpty();
              return true;
            });
  }

  @Test
  void anImageOfSeveralPartsIsReadWhole() throws IOException {
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int i = 0; i < 60; i++) {
        operations.create("box" + i, server.nowSeconds()).onStore().accept(store);
        operations.append("box" + i, FlagSet.NONE, 10, 10, 10).onStore().accept(store);
      }
    }
    var lines = store(12);
    removeDerived();
    removeFirstSegment();
    assertThat(imageParts()).isGreaterThan(1);
    var found = server.with(io).lines();
    assertThat(found.stream().filter(line -> !line.contains("unreadable")))
        .as("all but the bodies that were in the first segment")
        .containsAll(lines.stream().filter(line -> line.contains("validity")).toList());
  }

  private int imageParts() throws IOException {
    int parts = 0;
    for (var name : io.list(LOG)) {
      try (var handle = io.open(LOG.resolve(name), StoreIo.Access.READ)) {
        var header = SegmentFile.header(handle, name);
        var seed = new RecordHeader.Seed(header.store(), header.segment());
        var reader = new SegmentReader(handle, name, seed, handle.size());
        for (var found = reader.next(SegmentHeader.LENGTH);
            found.isPresent();
            found = reader.next(found.get().end())) {
          parts += found.get().header().type() == RecordType.IMAGE.number() ? 1 : 0;
        }
      }
    }
    return parts;
  }

  @Test
  void aDamagedImageIsPassedOverForAnOlderOne() throws IOException {
    List<String> lines;
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      fillAndExpunge(stores, store, 12);
      lines = fillAndExpunge(stores, store, 1);
    }
    removeDerived();
    removeFirstSegment();
    damageLastImage();
    assertThat(server.with(io).lines()).isEqualTo(lines);
  }

  private void damageLastImage() throws IOException {
    var name = io.list(LOG).getLast();
    try (var handle = io.open(LOG.resolve(name), StoreIo.Access.WRITE)) {
      var header = SegmentFile.header(handle, name);
      var seed = new RecordHeader.Seed(header.store(), header.segment());
      var reader = new SegmentReader(handle, name, seed, handle.size());
      long last = 0;
      for (var found = reader.next(SegmentHeader.LENGTH);
          found.isPresent();
          found = reader.next(found.get().end())) {
        last =
            found.get().header().type() == RecordType.IMAGE.number() ? found.get().offset() : last;
      }
      assertThat(last).isPositive();
      var octet = ByteBuffer.allocate(1);
      long at = last + RecordHeader.LENGTH + 17;
      handle.read(at, octet);
      handle.write(at, List.of(ByteBuffer.wrap(new byte[] {(byte) (octet.get(0) ^ 1)})));
    }
  }
}
