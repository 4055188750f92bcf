package org.culverhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.store.FileIo;
import org.culverhouse.store.NativeStores;
import org.culverhouse.store.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools on all stores of a server at once. */
class ManyStoresTest {
  private static final int STORES = 150;
  private static final int DAMAGED = 77;

  @TempDir Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fill() throws IOException {
    var mail = Files.createDirectory(data.resolve("mail"));
    try (var stores =
        new NativeStores(
            new FileIo(), mail, StoreSettings.DEFAULT, System::currentTimeMillis, new Random(1))) {
      for (int i = 1; i <= STORES; i++) {
        try (var store = stores.open(new StoreId(i))) {
          var content = "Subject: %d\r\n\r\ntext number %d\r\n".formatted(i, i);
          store.append(
              store.tree().get(MailboxName.INBOX).id(),
              List.of(
                  new NewMessage(
                      Content.of(content.getBytes(StandardCharsets.US_ASCII)),
                      FlagSet.NONE,
                      Instant.EPOCH)));
        }
      }
    }
    spoil();
  }

  /** One octet of one message. */
  private void spoil() throws IOException {
    try (var files = Files.walk(data)) {
      for (var file : files.filter(f -> f.toString().endsWith(".seg")).toList()) {
        var octets = Files.readAllBytes(file);
        var text = new String(octets, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("text number " + DAMAGED + "\r\n");
        if (at >= 0) {
          octets[at] = 'T';
          Files.write(file, octets);
        }
      }
    }
  }

  @Test
  void allAreCheckedAndTheDamagedOneIsNamed() {
    assertThat(culver("fsck", "-A")).isEqualTo(4);

    assertThat(out.toString().lines().filter(line -> line.contains("1 messages"))).hasSize(STORES);
    assertThat(out.toString().lines().filter(line -> line.contains(": clean"))).hasSize(STORES - 1);
    assertThat(out.toString()).contains("user77@example.org", "INBOX UID 1");
  }

  @Test
  void quietlyOnlyTheDamagedOneIsTold() {
    assertThat(culver("fsck", "-A", "-q")).isEqualTo(4);

    assertThat(out.toString().lines().findFirst()).get().asString().startsWith("user77@");
    assertThat(out.toString()).doesNotContain("clean");
  }

  @Test
  void allAreRebuilt() {
    assertThat(culver("rebuild", "-A", "-q")).isZero();

    out.getBuffer().setLength(0);
    assertThat(culver("fsck", "-A")).isEqualTo(4);
    assertThat(out.toString().lines().filter(line -> line.contains(": clean"))).hasSize(STORES - 1);
  }

  private int culver(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    var line =
        Culver.commandLine((folder, config) -> Map.of("user77@example.org", new StoreId(DAMAGED)));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return Culver.run(line, all.toArray(String[]::new));
  }
}
