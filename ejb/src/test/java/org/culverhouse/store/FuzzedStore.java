package org.culverhouse.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mime.CorruptStructureException;
import org.culverhouse.mime.FuzzStructures;
import org.culverhouse.mime.StructureRecord;

/**
 * A small store whose files can be replaced by others: it may be refused or damaged then, but it
 * throws nothing else than {@link MailException}. Thread-safe.
 */
final class FuzzedStore {
  static final StoreFiles FILES = new StoreFiles(SimServer.ROOT, SimServer.ID);
  private static final int OPERATIONS = 60;
  private static final int READ = 1 << 14;

  private final SimServer server = SimServer.on(new SimIo(SimServer.ROOT), Durability.ALWAYS, 7);

  FuzzedStore() {
    var random = new SplittableRandom(server.seed());
    var model = new StoreModel();
    model.create("INBOX", server.nowSeconds());
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      var workload = new StoreWorkload(random, 300);
      for (int i = 0; i < OPERATIONS; i++) {
        var operation = workload.next(model, server.nowSeconds());
        operation.onStore().accept(store);
        operation.onModel().accept(model);
        if (i == OPERATIONS / 2) {
          stores.checkpoint(SimServer.ID);
          stores.image(SimServer.ID);
        }
      }
    }
  }

  UUID uuid() {
    try {
      return StoreIdentity.read(server.io(), FILES).store();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> files(Path folder) {
    return server.io().list(folder).stream().map(folder::resolve).toList();
  }

  byte[] read(Path file) {
    return read(server.io(), file);
  }

  static byte[] read(SimIo disk, Path file) {
    try (var handle = disk.open(file, StoreIo.Access.READ)) {
      var octets = ByteBuffer.allocate((int) handle.size());
      handle.read(0, octets);
      return octets.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same store on a disk of its own. */
  SimIo disk() {
    return server.io().copy();
  }

  static void delete(SimIo disk, Path file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void replace(SimIo disk, Path file, byte[] octets) {
    try {
      disk.delete(file);
      try (var handle = disk.open(file, StoreIo.Access.CREATE)) {
        handle.write(0, List.of(ByteBuffer.wrap(octets)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the store and does what users do; what it then shows it shows again. */
  void use(SimIo disk) {
    var again = server.with(disk);
    try {
      var before =
          again.use(
              store -> {
                look(store);
                change(store);
                return look(store);
              });
      var after = again.use(FuzzedStore::look);
      if (!before.equals(after)) {
        throw new AssertionError("closed as " + before + "\nand opened as " + after);
      }
    } catch (MailException refused) {
      // That is what it may say.
    }
  }

  private static void change(MailStore store) {
    new StoreOperations(new SplittableRandom(1))
        .append("INBOX", FlagSet.NONE, 100)
        .onStore()
        .accept(store);
    store.create(new MailboxName("fuzz"), java.util.Set.of());
  }

  private static List<String> look(MailStore store) {
    var seen = new ArrayList<String>();
    for (var info : store.tree().mailboxes().values()) {
      var mailbox = store.open(info.id());
      var state = mailbox.snapshot();
      seen.add(info.name() + " " + state.uidNext() + " " + state.highestModSeq());
      int count = 0;
      for (var uids = state.live().iterator(); uids.hasNext() && count < 1000; count++) {
        long uid = uids.nextLong();
        seen.add(
            uid
                + " "
                + state.modSeq(uid)
                + " "
                + StoreText.flags(state.flags(uid))
                + state.internalDate(uid)
                + " "
                + state.size(uid)
                + " "
                + octets(mailbox, uid));
      }
    }
    seen.add(String.valueOf(store.usage()));
    return seen;
  }

  private static String octets(Mailbox mailbox, long uid) {
    try (var content = mailbox.message(uid)) {
      var octets = ByteBuffer.allocate((int) Math.min(READ, content.size()));
      content.read(0, octets);
      useStructure(mailbox, uid);
      return StoreText.digest(octets.array());
    } catch (IOException | MailException unreadable) {
      return "unreadable";
    }
  }

  private static void useStructure(Mailbox mailbox, long uid) {
    try {
      FuzzStructures.use(StructureRecord.decode(mailbox.structure(uid)));
    } catch (CorruptStructureException damaged) {
      // Whoever asks scans the message then.
    }
  }
}
