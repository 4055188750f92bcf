package org.culverhouse.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mime.CorruptStructureException;
import org.culverhouse.mime.StructureRecord;
import org.culverhouse.search.Criterion;
import org.culverhouse.search.Finder;

/**
 * What the cache files are worth: {@code java … CacheBench fill|use FOLDER MESSAGES}. {@code fill}
 * delivers messages and says how long it took, {@code use} reads ENVELOPE and header fields of all
 * and searches them, with the cache files and without; each in a process of its own.
 */
final class CacheBench {
  private static final StoreId ID = new StoreId(1);
  private static final int BATCH = 50;
  private static final int ROUNDS = 5;
  private static final SectionName LISTED =
      new SectionName(
          List.of(),
          SectionName.Text.HEADER_FIELDS,
          List.of("From", "To", "Cc", "Subject", "Date", "Message-ID", "References"));
  private static final String LINE = "Lorem ipsum dolor sit amet, consectetur adipisici elit.\r\n";

  private CacheBench() {}

  @SuppressWarnings("MustBeClosed")
  private static NativeStores stores(Path folder) {
    return new NativeStores(
        new FileIo(),
        folder,
        StoreSettings.DEFAULT.with(Durability.OPTIMIZED),
        System::currentTimeMillis,
        new SplittableRandom(1));
  }

  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[1]);
    Files.createDirectories(folder);
    int messages = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("fill")) {
      fill(folder, messages);
    } else {
      use(folder);
    }
  }

  private static void fill(Path folder, int messages) throws IOException {
    try (var stores = stores(folder);
        var store = stores.open(ID)) {
      long cpu = cpu();
      long start = System.nanoTime();
      append(store, messages);
      System.out.printf(
          "%,d messages delivered: %.1f us each, %.1f us of the processor%n",
          messages, (System.nanoTime() - start) / 1e3 / messages, (cpu() - cpu) / 1e3 / messages);
    }
    long octets = 0;
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(path -> path.toString().endsWith(".cch")).toList()) {
        octets += Files.size(file);
      }
    }
    System.out.printf("%,d octets of cache a message%n", octets / messages);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void append(MailStore store, int count) {
    var inbox = store.tree().get(MailboxName.INBOX).id();
    for (int done = 0; done < count; done += BATCH) {
      var messages = new ArrayList<NewMessage>();
      for (int i = done; i < done + BATCH; i++) {
        messages.add(
            new NewMessage(
                Content.of(message(i).getBytes(StandardCharsets.US_ASCII)),
                FlagSet.NONE,
                Instant.ofEpochSecond(1_790_000_000L + i)));
      }
      store.append(inbox, messages);
    }
  }

  private static String message(int i) {
    return "Return-Path: <ada@example.org>\r\nReceived: from a.example.org (a.example.org [192.0.2.1])\r\n"
        + "\tby mx.example.com with ESMTPS id 4aBcDeF; Mon, 23 Nov 2026 12:00:00 +0000\r\n"
        + "From: \"Ada Lovelace\" <ada.lovelace@example.org>\r\n"
        + "To: \"Charles Babbage\" <charles@example.com>, team@example.com\r\n"
        + "Subject: Re: [engine] Notes on the analytical engine, number %d\r\n".formatted(i)
        + "Date: Mon, 23 Nov 2026 12:00:%02d +0000\r\n".formatted(i % 60)
        + "Message-ID: <%d.4711@example.org>\r\nIn-Reply-To: <%d.42@example.com>\r\n"
            .formatted(i, i)
        + "References: <1.%d@example.com> <%d.42@example.com>\r\n".formatted(i, i)
        + "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"=_%d\"\r\n\r\n"
            .formatted(i)
        + "--=_%d\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n".formatted(i)
        + LINE.repeat(20)
        + "--=_%d\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>".formatted(i)
        + LINE.repeat(35)
        + "</p>\r\n--=_%d--\r\n".formatted(i);
  }

  private static void use(Path folder) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      measure(folder, "with cache files");
    }
    var files = new StoreFiles(folder, ID);
    for (long segment : files.caches(new FileIo())) {
      Files.move(files.cache(segment), files.caches().resolve(segment + ".away"));
    }
    measure(folder, "without, first");
    for (var file :
        Files.list(files.caches()).filter(f -> f.toString().endsWith("away")).toList()) {
      var number = file.getFileName().toString().replace(".away", "");
      Files.move(
          file,
          files.cache(Long.parseLong(number)),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void measure(Path folder, String what) throws Exception {
    try (var stores = stores(folder);
        var store = stores.open(ID)) {
      var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
      long before = heap();
      long envelope = millis(() -> list(inbox));
      long again = millis(() -> list(inbox));
      long fields = millis(() -> fields(inbox));
      long subject = millis(() -> find(inbox, new Criterion.Header("Subject", "number 4711")));
      long from = millis(() -> find(inbox, new Criterion.Header("From", "nobody")));
      var since = new Criterion.Sent(LocalDate.of(2026, 1, 1), LocalDate.MAX);
      long both =
          millis(
              () ->
                  find(
                      inbox,
                      new Criterion.And(List.of(since, new Criterion.Header("From", "lovelace")))));
      System.out.printf(
          "%s: ENVELOPE %,d us, again %,d, HEADER.FIELDS %,d, SEARCH SUBJECT %,d, FROM %,d,"
              + " SENTSINCE FROM %,d; %,d bodies opened; heap %,d KB%n",
          what,
          envelope,
          again,
          fields,
          subject,
          from,
          both,
          stores.bodiesOpened(),
          heap() - before);
    }
  }

  /** Some work. */
  private interface Work {
    long run() throws Exception;
  }

  private static long millis(Work work) throws Exception {
    long start = System.nanoTime();
    if (work.run() < 0) {
      throw new IllegalStateException();
    }
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
  }

  private static long list(Mailbox inbox) throws CorruptStructureException {
    long octets = 0;
    for (var uids = inbox.snapshot().live().iterator(); uids.hasNext(); ) {
      octets += StructureRecord.decode(inbox.structure(uids.nextLong())).envelope().remaining();
    }
    return octets;
  }

  private static long fields(Mailbox inbox) throws CorruptStructureException {
    long octets = 0;
    for (var uids = inbox.snapshot().live().iterator(); uids.hasNext(); ) {
      var record = StructureRecord.decode(inbox.structure(uids.nextLong()));
      octets += record.headerFields(LISTED).orElseThrow().remaining();
    }
    return octets;
  }

  private static long find(Mailbox inbox, Criterion criterion) {
    var state = inbox.snapshot();
    return new Finder(inbox, state, (done, goal) -> {}).search(criterion, state.live()).size();
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 10;
  }
}
