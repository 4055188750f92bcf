package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mime.StructureRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that older versions wrote can be read for ever, and the pages on the formats are true. */
class GoldenStoreTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path PAGES = Path.of("../docs/formats");

  @TempDir private Path folder;

  static List<Path> versions() throws IOException {
    try (var found = Files.list(GOLDEN)) {
      return found.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionIsRead(Path version) throws Exception {
    copy(version);
    try (var stores = GoldenStore.stores(folder);
        var store = stores.open(GoldenStore.ID)) {
      var inbox = mailbox(store, "INBOX");
      var nest = mailbox(store, "Nest");

      assertThat(inbox.snapshot().live().size()).isEqualTo(1);
      assertThat(inbox.snapshot().uidNext()).isEqualTo(3);
      assertThat(inbox.snapshot().flags(2)).isEqualTo(FlagSet.of(SystemFlag.FLAGGED));
      assertThat(NativeStoresTest.text(inbox.message(2))).isEqualTo(GoldenStore.LARGE);
      assertThat(nest.snapshot().flags(1))
          .isEqualTo(FlagSet.of(SystemFlag.SEEN, new Keyword("$Forwarded")));
      assertThat(NativeStoresTest.text(nest.message(1))).isEqualTo(GoldenStore.SMALL);
      assertThat(store.tree().subscriptions()).containsExactly(new MailboxName("Nest"));
    }
  }

  /** Its first segment has gone, so an image in its log is all that says what there is. */
  @Test
  void aCompactedStoreIsReadWithoutItsSnapshots() throws Exception {
    copy(GOLDEN.resolve("1.3-compacted"));
    var home = folder.resolve("2a/000000000000002a");
    for (var derived : new String[] {"snap", "mbx", "cache"}) {
      try (var files = Files.list(home.resolve(derived))) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    try (var stores = GoldenStore.stores(folder);
        var store = stores.open(GoldenStore.ID)) {
      assertThat(NativeStoresTest.text(mailbox(store, "INBOX").message(2)))
          .isEqualTo(GoldenStore.LARGE);
      assertThat(NativeStoresTest.text(mailbox(store, "Nest").message(1)))
          .isEqualTo(GoldenStore.SMALL);
    }
  }

  private static Mailbox mailbox(MailStore store, String name) {
    return store.open(store.tree().get(new MailboxName(name)).id());
  }

  /** Opening writes. */
  private void copy(Path version) throws IOException {
    try (var files = Files.walk(version)) {
      for (var file : files.skip(1).toList()) {
        Files.copy(file, folder.resolve(version.relativize(file).toString()));
      }
    }
    var home = folder.resolve("2a/000000000000002a");
    // Git keeps no empty folders.
    Files.createDirectories(home.resolve("tmp"));
    Files.createDirectories(home.resolve("quarantine"));
  }

  @Test
  void itsCacheIsNotPassedOver() throws Exception {
    copy(GOLDEN.resolve("1.4"));
    assertThat(bodiesOpenedForPreview()).isZero();
  }

  /** What is in it has another form. */
  @ParameterizedTest
  @ValueSource(strings = {"1.2-cache", "1.3-compacted"})
  void anOlderCacheIsMadeAnew(String version) throws Exception {
    copy(GOLDEN.resolve(version));
    var tools = GoldenStore.tools(folder);
    assertThat(tools.check(GoldenStore.ID, octets -> {}).findings()).isEmpty();

    assertThat(bodiesOpenedForPreview()).isEqualTo(1);
    assertThat(bodiesOpenedForPreview()).isZero();
    assertThat(tools.check(GoldenStore.ID, octets -> {}).findings()).isEmpty();
  }

  private long bodiesOpenedForPreview() throws Exception {
    try (var stores = GoldenStore.stores(folder);
        var store = stores.open(GoldenStore.ID)) {
      var structure = StructureRecord.decode(mailbox(store, "Nest").structure(2));

      assertThat(structure.preview()).isEqualTo("coo");
      return stores.bodiesOpened();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.2"})
  void itsSnapshotIsNotPassedOver(String version) throws Exception {
    copy(GOLDEN.resolve(version));
    var files = new StoreFiles(folder, GoldenStore.ID);
    var io = new FileIo();
    var store = StoreIdentity.read(io, files).store();
    var snapshot = new Snapshots(io, files).newest(store, files.segments(io), Long.MAX_VALUE);
    assertThat(snapshot.generation()).isEqualTo(1);
    assertThat(snapshot.indexes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"store.md", "segment.md", "big.md", "snap.md", "idx.md", "cch.md"})
  void theDumpsOnThePagesAreOfRealFiles(String page) throws IOException {
    var lines = Files.readAllLines(PAGES.resolve(page));
    int start = lines.indexOf("```");
    var dump =
        lines.subList(start + 2, start + 1 + lines.subList(start + 1, lines.size()).indexOf("```"));
    var octets = Files.readAllBytes(shown(lines.get(start + 1)));

    assertThat(dump).hasSizeGreaterThan(5);
    for (var line : dump) {
      if (!line.equals("*") && !line.equals("...")) {
        int at = HexFormat.fromHexDigits(line, 0, 8);
        var shown = HexFormat.of().parseHex(line.substring(10, 59).replace(" ", ""));
        assertThat(Arrays.copyOfRange(octets, at, at + shown.length)).as(line).isEqualTo(shown);
      }
    }
  }

  /**
   * The file of that name, in the version that stands in front of it or in the oldest that has it.
   */
  private static Path shown(String name) throws IOException {
    boolean isOfOne = Character.isDigit(name.charAt(0));
    int slash = name.indexOf('/');
    var file = "2a/000000000000002a/" + (isOfOne ? name.substring(slash + 1) : name);
    var versions = isOfOne ? List.of(GOLDEN.resolve(name.substring(0, slash))) : versions();
    return versions.stream()
        .map(v -> v.resolve(file))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  /** S68: what the store would call unknown is on no page, and the reverse. */
  @Test
  void everyKindOfFileHasItsRow() throws IOException {
    var readme = Files.readString(PAGES.resolve("README.md"));
    var rows = new TreeSet<String>();
    readme
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(line -> rows.add(line.substring(3, line.indexOf('`', 3)).replaceAll("/.*", "")));

    assertThat(rows).isEqualTo(new TreeSet<>(LeftoverCheck.NAMES));
    var files = new StoreFiles(Path.of("mail"), GoldenStore.ID);
    for (var file :
        List.of(
            files.segment(1), files.big(1), files.snapshot(1), files.index(1, 1), files.cache(1))) {
      var name = String.valueOf(file.getFileName());
      var folder = String.valueOf(file.getName(file.getNameCount() - 2));
      assertThat(readme)
          .contains("| `" + folder + "/<")
          .contains(name.substring(name.lastIndexOf('.')) + "`");
    }
  }

  /** S68. */
  @Test
  void everySectionHasItsRow() throws Exception {
    var index = Files.readString(PAGES.resolve("idx.md"));
    for (int id : numbers(Class.forName("org.culverhouse.index.SectionId"))) {
      assertThat(index)
          .as("section %d", id)
          .containsPattern("\\| ([0-9]+, )?" + id + "(, [0-9]+| to 20)? \\|");
    }
    var snapshot = Files.readString(PAGES.resolve("snap.md"));
    for (int id : numbers(SnapshotSection.class)) {
      assertThat(snapshot).as("section %d", id).contains("| " + id + " |");
    }
  }

  private static List<Integer> numbers(Class<?> constants) throws IllegalAccessException {
    var numbers = new ArrayList<Integer>();
    for (var field : constants.getDeclaredFields()) {
      if (field.getType() == int.class) {
        field.setAccessible(true);
        numbers.add(field.getInt(null));
      }
    }
    assertThat(numbers).hasSizeGreaterThan(5);
    return numbers;
  }

  @Test
  void everyTypeOfRecordHasAParagraph() throws IOException {
    var headings = new ArrayList<String>();
    for (var type : RecordType.values()) {
      headings.add("### " + type.number() + " " + type.name());
    }

    assertThat(Files.readAllLines(PAGES.resolve("records.md"))).containsAll(headings);
  }
}
