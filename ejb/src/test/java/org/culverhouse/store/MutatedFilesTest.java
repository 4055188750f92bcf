package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * C-62 (CVE-2019-7524): the octets of a file are input. Snapshots, indexes and caches may be any:
 * the mail, its flags, UIDs and UIDVALIDITY are what they were, and no file that holds mail is
 * touched. Of files that hold mail nothing is shown that was never stored. {@code
 * -Dculver.mutations=N} makes more of them.
 */
@ExtendWith(QuietLog.class)
class MutatedFilesTest {
  private static final int MUTATIONS = Integer.getInteger("culver.mutations", 1000);
  private static final int OPERATIONS = 80;

  private final SimIo io = new SimIo(SimServer.ROOT);
  private final SimServer server = SimServer.on(io, Durability.OPTIMIZED, 62);

  /** By UIDVALIDITY and UID, whatever was stored at any time. */
  private final Map<String, String> stored = new HashMap<>();

  private List<String> good = List.of();

  @BeforeEach
  void someGenerations() {
    var oracle = new StoreOracle(server::nowSeconds);
    var workload =
        new StoreWorkload(new SplittableRandom(server.seed()), server.settings().inlineBytes());
    try (var stores = server.stores();
        var store = stores.open(SimServer.ID)) {
      for (int i = 0; i < OPERATIONS; i++) {
        var operation = workload.next(oracle.now(), server.nowSeconds());
        oracle.begins(operation);
        operation.onStore().accept(store);
        oracle.succeeded(true);
        if (i % 30 == 20) {
          stores.checkpoint(SimServer.ID);
        }
        stored.putAll(readable(store));
      }
      good = StoreText.lines(store);
    }
  }

  private List<Path> files(String... folders) {
    var all = new ArrayList<Path>();
    for (var folder : folders) {
      var path = SimDamage.HOME.resolve(folder);
      io.list(path).forEach(name -> all.add(path.resolve(name)));
    }
    return all;
  }

  @Test
  void c62DerivedFilesOnlySaveTime() {
    var derived = files("snap", "mbx", "cache");
    var mail = files("log", "big");
    for (int number = 0; number < MUTATIONS; number++) {
      var disk = io.copy();
      var what = mutate(disk, derived, new SplittableRandom(number)) + ", mutation " + number;
      assertThat(server.with(disk).lines()).as(what).isEqualTo(good);
      for (var file : mail) {
        // What a start adds stands behind what was there.
        var before = FuzzedStore.read(io, file);
        var after = FuzzedStore.read(disk, file);
        int written = written(before);
        assertThat(Arrays.mismatch(after, 0, written, before, 0, written)).as(what).isNegative();
      }
    }
  }

  /** Without the zeros that a log keeps at its end. */
  private static int written(byte[] octets) {
    int length = octets.length;
    while (length > 0 && octets[length - 1] == 0) {
      length--;
    }
    return length;
  }

  @Test
  void c62OfDamagedMailNothingElseIsShown() {
    var mail = files("log", "big");
    int refused = 0;
    for (int number = 0; number < MUTATIONS; number++) {
      var disk = io.copy();
      var what = mutate(disk, mail, new SplittableRandom(number)) + ", mutation " + number;
      try {
        var shown = server.with(disk).use(MutatedFilesTest::readable);
        assertThat(stored).as(what).containsAllEntriesOf(shown);
      } catch (MailException corrupt) {
        refused++;
      }
    }
    assertThat(refused).as("stores that were refused, of " + MUTATIONS).isLessThan(MUTATIONS);
  }

  private static Map<String, String> readable(MailStore store) {
    var found = new HashMap<String, String>();
    for (var info : store.tree().mailboxes().values()) {
      var mailbox = store.open(info.id());
      var state = mailbox.snapshot();
      for (var uids = state.live().iterator(); uids.hasNext(); ) {
        long uid = uids.nextLong();
        var octets = octets(mailbox, uid);
        if (!octets.isEmpty()) {
          found.put(state.uidValidity().value() + "/" + uid, octets);
        }
      }
    }
    return found;
  }

  private static String octets(Mailbox mailbox, long uid) {
    try (var content = mailbox.message(uid)) {
      var octets = ByteBuffer.allocate((int) content.size());
      content.read(0, octets);
      return StoreText.digest(octets.array());
    } catch (IOException | MailException damaged) {
      return "";
    }
  }

  /** Does something to one of the files, and says what. */
  private static String mutate(SimIo disk, List<Path> files, SplittableRandom random) {
    var file = files.get(random.nextInt(files.size()));
    var octets = FuzzedStore.read(disk, file);
    int at = octets.length == 0 ? 0 : random.nextInt(octets.length);
    int length = Math.min(octets.length - at, 1 + random.nextInt(64));
    int kind = octets.length == 0 ? 6 : random.nextInt(8);
    switch (kind) {
      case 0, 1 -> octets[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> octets[at] = (byte) random.nextInt();
      case 3 -> Arrays.fill(octets, at, at + length, (byte) 0);
      case 4 -> {
        int from = random.nextInt(octets.length - length + 1);
        System.arraycopy(octets, from, octets, at, length);
      }
      case 5 -> octets = Arrays.copyOf(octets, at);
      case 6 -> {
        int end = octets.length;
        octets = Arrays.copyOf(octets, end + 1 + random.nextInt(5000));
        for (int i = end; i < octets.length && random.nextInt(1000) > 0; i++) {
          octets[i] = (byte) random.nextInt();
        }
      }
      default -> octets = new byte[octets.length];
    }
    FuzzedStore.replace(disk, file, octets);
    return file + ", kind " + kind + " at " + at;
  }
}
