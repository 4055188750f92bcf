import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The same commands on several servers in turns, by a client that is warm: for what is over in a
 * few milliseconds, which the load generator measures once a run in a JVM of its own. And what
 * short commands wait when every server gets the same number of commands a second.
 *
 * <pre>java TurnsBench.java culver=PORT:PASSWORD sdbox=PORT:PASSWORD ... [rounds=25] [warmup=50]
 *     [messages=10000] [clients=20] [rate=1000] [seconds=30] [suffix=@example.org]</pre>
 *
 * <p>Users are bench1, bench2, ...; the rate is commands a second of all clients together. The first
 * server named is the one that the others are compared with: the last column says how many times as
 * long the best of the others takes. Prints medians in milliseconds, and p50 and p99 at the rate.
 */
final class TurnsBench {
  private static final byte[] MESSAGE =
      ("From: a@example.org\r\nTo: b@example.org\r\nSubject: turns\r\n"
              + "Date: Sat, 28 Nov 2026 12:00:00 +0000\r\nMessage-ID: <turns@example.org>\r\n\r\n"
              + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd\r\n".repeat(60))
          .getBytes(StandardCharsets.US_ASCII);

  private static final List<String> NAMES =
      List.of(
          "NOOP",
          "FETCH FLAGS of one",
          "FETCH BODY[] of one",
          "STORE of one",
          "SEARCH UNSEEN",
          "STATUS",
          "FETCH ENVELOPE of 20",
          "APPEND of 4 KB");

  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> servers = new LinkedHashMap<>();

  public static void main(String[] arguments) throws Exception {
    var bench = new TurnsBench();
    for (var argument : arguments) {
      var pair = argument.split("=", 2);
      (pair[1].indexOf(':') > 0 ? bench.servers : bench.options).put(pair[0], pair[1]);
    }
    bench.inTurns();
    bench.atARate();
  }

  private int option(String name, int otherwise) {
    return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
  }

  private Client connect(String server, int user) throws IOException {
    var place = servers.get(server).split(":", 2);
    var client = new Client(Integer.parseInt(place[0]));
    var suffix = options.getOrDefault("suffix", "@example.org");
    client.run("LOGIN bench" + user + suffix + " " + place[1]);
    return client;
  }

  /** One command after the other, each on all servers before the next. */
  private void inTurns() throws Exception {
    int messages = option("messages", 10_000);
    int rounds = option("rounds", 25);
    if (rounds == 0) {
      return;
    }
    var clients = new LinkedHashMap<String, Client>();
    for (var server : servers.keySet()) {
      var client = connect(server, 1);
      client.tryTo("DELETE turns");
      client.tryTo("DELETE turns2");
      client.run("CREATE turns");
      client.fill("turns", messages);
      client.run("SELECT turns");
      clients.put(server, client);
    }
    int half = messages / 2;
    var commands =
        List.of(
            "STORE 1:* +FLAGS (\\Flagged)",
            "STORE 1:* +FLAGS.SILENT (\\Seen)",
            "STORE 1:* +FLAGS.SILENT ($Label1)",
            "STORE 1:* -FLAGS (\\Flagged)",
            "STORE 1:* -FLAGS.SILENT (\\Seen $Label1)",
            "SEARCH UNSEEN",
            "UID FETCH 1:* FLAGS",
            "!CREATE turns2",
            "COPY 1:" + half + " turns2",
            "!SELECT turns2",
            "STORE 1:* +FLAGS.SILENT (\\Deleted)",
            "EXPUNGE",
            "!SELECT turns",
            "!DELETE turns2");
    var times = new LinkedHashMap<String, Map<String, List<Double>>>();
    for (int round = -option("warmup", 50); round < rounds; round++) {
      for (var command : commands) {
        for (var server : clients.entrySet()) {
          double took = server.getValue().run(command.replace("!", ""));
          if (round >= 0 && !command.startsWith("!")) {
            times
                .computeIfAbsent(command, c -> new LinkedHashMap<>())
                .computeIfAbsent(server.getKey(), s -> new ArrayList<>())
                .add(took);
          }
        }
      }
    }
    System.out.println("medians of " + rounds + ", ms, " + messages + " messages");
    times.forEach((command, all) -> print(command, all, 50));
    for (var client : clients.values()) {
      client.run("UNSELECT");
      client.run("DELETE turns");
      client.close();
    }
  }

  /** Each client sends at its own times; only its own late answer delays it. */
  private void atARate() throws Exception {
    var times = new TreeMap<String, Map<String, List<Double>>>();
    int clients = option("clients", 20);
    for (var server : servers.keySet()) {
      for (int warm = 1; warm >= 0; warm--) {
        var all = new ArrayList<Thread>();
        boolean counted = warm == 0;
        for (int i = 1; i <= clients; i++) {
          int user = i;
          var thread =
              new Thread(
                  () -> {
                    try {
                      var own = clientAtARate(server, user);
                      if (counted) {
                        merge(times, server, own);
                      }
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
          thread.start();
          all.add(thread);
        }
        for (var thread : all) {
          thread.join();
        }
      }
    }
    System.out.println(
        clients + " clients, " + option("rate", 1000) + " commands a second in all, ms");
    times.forEach((command, all) -> print(command + " p50", all, 50));
    times.forEach((command, all) -> print(command + " p99", all, 99));
  }

  private static void merge(
      Map<String, Map<String, List<Double>>> times, String server, Map<String, List<Double>> own) {
    synchronized (times) {
      own.forEach(
          (command, list) ->
              times
                  .computeIfAbsent(command, c -> new LinkedHashMap<>())
                  .computeIfAbsent(server, s -> new ArrayList<>())
                  .addAll(list));
    }
  }

  private Map<String, List<Double>> clientAtARate(String server, int user) throws IOException {
    var times = new LinkedHashMap<String, List<Double>>();
    try (var client = connect(server, user)) {
      client.tryTo("DELETE rate");
      client.run("CREATE rate");
      client.fill("rate", 200);
      client.run("SELECT rate");
      long interval = 1_000_000_000L * option("clients", 20) / option("rate", 1000);
      long count = option("seconds", 30) * 1_000_000_000L / interval;
      long next = System.nanoTime() + interval * user / option("clients", 20);
      for (int i = 0; i < count; i++, next += interval) {
        for (long wait; (wait = next - System.nanoTime()) > 0; ) {
          LockSupport.parkNanos(wait);
        }
        int one = 1 + (i * 7 + user) % 180;
        var sign = i % 16 < 8 ? "+" : "-";
        var command =
            switch (i % 8) {
              case 0 -> "NOOP";
              case 1 -> "FETCH " + one + " (UID FLAGS)";
              case 2 -> "FETCH " + one + " BODY.PEEK[]";
              case 3 -> "STORE " + one + " " + sign + "FLAGS (\\Seen)";
              case 4 -> "SEARCH UNSEEN";
              case 5 -> "STATUS INBOX (MESSAGES UNSEEN UIDNEXT)";
              case 6 -> "FETCH " + one + ":" + (one + 19) + " (UID ENVELOPE)";
              default -> "APPEND";
            };
        double took = i % 8 == 7 ? client.append("rate") : client.run(command);
        times.computeIfAbsent(NAMES.get(i % 8), c -> new ArrayList<>()).add(took);
      }
      client.run("UNSELECT");
      client.run("DELETE rate");
    }
    return times;
  }

  private void print(String name, Map<String, List<Double>> all, int percentile) {
    var line = new StringBuilder("| ").append(name).append(" |");
    double own = 0;
    double best = Double.MAX_VALUE;
    for (var server : all.entrySet()) {
      double[] sorted = server.getValue().stream().mapToDouble(d -> d).sorted().toArray();
      double value = sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
      line.append(String.format(Locale.ROOT, " %.3f |", value));
      if (own == 0) {
        own = value;
      } else {
        best = Math.min(best, value);
      }
    }
    System.out.println(line + String.format(Locale.ROOT, " %.2f |", best / own));
  }

  /** A connection that looks for nothing but the tagged answer. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[256 * 1024];
    private int tags;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
      out = socket.getOutputStream();
      until("* OK".getBytes(StandardCharsets.US_ASCII));
    }

    /** How long it took, in milliseconds; anything but OK is an error. */
    double run(String command) throws IOException {
      double took = tryTo(command);
      if (took < 0) {
        throw new IOException("refused: " + command);
      }
      return took;
    }

    /** Negative when it is refused. */
    double tryTo(String command) throws IOException {
      var tag = String.format("t%07d", ++tags % 10_000_000);
      long begin = System.nanoTime();
      out.write((tag + " " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      boolean ok = until(tag.getBytes(StandardCharsets.US_ASCII));
      double took = (System.nanoTime() - begin) / 1e6;
      return ok ? took : -1;
    }

    double append(String mailbox) throws IOException {
      var tag = String.format("t%07d", ++tags % 10_000_000);
      long begin = System.nanoTime();
      out.write(
          (tag + " APPEND " + mailbox + " {" + MESSAGE.length + "}\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      if (in.read() != '+') {
        // Something untagged came first; the benchmark's mailboxes have one client each.
        throw new IOException("no continuation");
      }
      while (in.read() != '\n') {}
      var octets = Arrays.copyOf(MESSAGE, MESSAGE.length + 2);
      octets[MESSAGE.length] = '\r';
      octets[MESSAGE.length + 1] = '\n';
      out.write(octets);
      if (!until(tag.getBytes(StandardCharsets.US_ASCII))) {
        throw new IOException("APPEND was refused");
      }
      return (System.nanoTime() - begin) / 1e6;
    }

    void fill(String mailbox, int messages) throws IOException {
      for (int done = 0; done < messages; done += 50) {
        var all = new ByteArrayOutputStream();
        var tag = String.format("t%07d", ++tags % 10_000_000);
        all.writeBytes((tag + " APPEND " + mailbox).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < Math.min(50, messages - done); i++) {
          all.writeBytes((" {" + MESSAGE.length + "}\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(all.toByteArray());
          all.reset();
          if (in.read() != '+') {
            throw new IOException("no continuation");
          }
          while (in.read() != '\n') {}
          all.writeBytes(MESSAGE);
        }
        all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(all.toByteArray());
        if (!until(tag.getBytes(StandardCharsets.US_ASCII))) {
          throw new IOException("APPEND was refused");
        }
      }
    }

    /** Reads up to the end of the line that begins so; whether it says OK. */
    private boolean until(byte[] start) throws IOException {
      int length = 0;
      while (true) {
        int count = in.read(buffer, length, buffer.length - length);
        if (count < 0) {
          throw new IOException("the server has gone");
        }
        length += count;
        if (buffer[length - 1] == '\n') {
          int line = length - 2;
          while (line > 0 && buffer[line - 1] != '\n') {
            line--;
          }
          int end = line + start.length;
          if (end < length && Arrays.equals(buffer, line, end, start, 0, start.length)) {
            int said = start[0] == '*' ? line + 2 : line + start.length + 1;
            return buffer[said] == 'O' && buffer[said + 1] == 'K';
          }
        }
        // The last line may be the one; no line of these commands is longer.
        int keep = Math.min(length, 4096);
        System.arraycopy(buffer, length - keep, buffer, 0, keep);
        length = keep;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
