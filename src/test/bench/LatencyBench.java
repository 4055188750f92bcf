import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * How long the shortest commands take, each sent when the one before it has been answered, from one
 * connection and from eight at a time; and how much of its heap a server allocates for one.
 *
 * <pre>java LatencyBench.java culver=PORT:PASSWORD sdbox=PORT:PASSWORD ... [count=20000]
 *     [warmup=40000] [rounds=3] [pid=JVM] [suffix=@example.org]</pre>
 *
 * <p>Users are bench1 to bench8. The servers take turns: each round has {@code count} commands of
 * each kind on each of them. Prints p50, p99 and p99.9 of all rounds in milliseconds and commands a
 * second, and with {@code pid}, the process of the first server, octets allocated a command.
 */
final class LatencyBench {
  private static final int MESSAGES = 100;

  /** So few that nothing is collected while what they allocate is counted. */
  private static final int AT_ONCE = 4_000;

  private static final List<String> COMMANDS =
      List.of("NOOP", "FETCH 50 (FLAGS)", "STATUS latency (MESSAGES UIDNEXT UNSEEN)");

  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, List<Client>> servers = new LinkedHashMap<>();

  public static void main(String[] arguments) throws Exception {
    var bench = new LatencyBench();
    var places = new LinkedHashMap<String, String>();
    for (var argument : arguments) {
      var pair = argument.split("=", 2);
      (pair[1].indexOf(':') > 0 ? places : bench.options).put(pair[0], pair[1]);
    }
    for (var place : places.entrySet()) {
      bench.servers.put(place.getKey(), bench.connect(place.getValue().split(":", 2)));
    }
    bench.measure(1);
    bench.measure(8);
    if (bench.options.containsKey("pid")) {
      bench.allocation();
    }
  }

  private int option(String name, int otherwise) {
    return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
  }

  private List<Client> connect(String[] place) throws IOException {
    var clients = new ArrayList<Client>();
    for (int user = 1; user <= 8; user++) {
      var client = new Client(Integer.parseInt(place[0]));
      var suffix = options.getOrDefault("suffix", "@example.org");
      client.run("LOGIN bench" + user + suffix + " " + place[1]);
      client.tryTo("CREATE latency");
      client.run("SELECT latency");
      while (client.tryTo("FETCH " + MESSAGES + " (UID)") < 0) {
        client.append();
        client.run("NOOP");
      }
      clients.add(client);
    }
    return clients;
  }

  private void measure(int clients) throws Exception {
    int count = option("count", 20_000);
    for (var command : COMMANDS) {
      for (var server : servers.keySet()) {
        run(server, clients, command, option("warmup", 40_000));
      }
      var taken = new LinkedHashMap<String, List<long[]>>();
      var seconds = new LinkedHashMap<String, Double>();
      int rounds = option("rounds", 3);
      for (int round = 0; round < rounds; round++) {
        for (var server : servers.keySet()) {
          long begin = System.nanoTime();
          var nanos = run(server, clients, command, count);
          seconds.merge(server, (System.nanoTime() - begin) / 1e9, Double::sum);
          taken.computeIfAbsent(server, s -> new ArrayList<>()).add(nanos);
        }
      }
      for (var server : servers.keySet()) {
        var nanos = taken.get(server).stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
            Locale.ROOT,
            "| %s, %d at a time | %s | %.3f | %.3f | %.3f | %,.0f |%n",
            command.split(" ")[0],
            clients,
            server,
            part(nanos, 0.5),
            part(nanos, 0.99),
            part(nanos, 0.999),
            nanos.length / seconds.get(server));
      }
    }
  }

  private static double part(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
  }

  /** Nanoseconds of each command. */
  private long[] run(String server, int clients, String command, int count) throws Exception {
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var work = new ArrayList<Callable<long[]>>();
      for (var client : servers.get(server).subList(0, clients)) {
        work.add(
            () -> {
              var nanos = new long[count / clients];
              for (int i = 0; i < nanos.length; i++) {
                nanos[i] = client.run(command);
              }
              return nanos;
            });
      }
      var all = new ArrayList<long[]>();
      for (var done : threads.invokeAll(work)) {
        all.add(done.get());
      }
      return all.stream().flatMapToLong(Arrays::stream).toArray();
    }
  }

  private void allocation() throws Exception {
    var server = servers.keySet().iterator().next();
    for (var command : COMMANDS) {
      run(server, 1, command, AT_ONCE);
      var octets = new long[5];
      for (int i = 0; i < octets.length; i++) {
        jcmd("GC.run");
        long before = usedHeap();
        run(server, 1, command, AT_ONCE);
        octets[i] = (usedHeap() - before) / AT_ONCE;
      }
      Arrays.sort(octets);
      System.out.printf(
          Locale.ROOT, "%s: %,d octets a command%n", command, octets[octets.length / 2]);
    }
  }

  private long usedHeap() throws Exception {
    var matcher = Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
    if (!matcher.find()) {
      throw new IOException("no size of the heap");
    }
    return 1024 * Long.parseLong(matcher.group(1));
  }

  private String jcmd(String command) throws Exception {
    var pid = options.get("pid");
    var java = ProcessHandle.of(Long.parseLong(pid)).orElseThrow().info().command().orElseThrow();
    var jcmd = Path.of(java).resolveSibling("jcmd").toString();
    var process = new ProcessBuilder(jcmd, pid, command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  private static final class Client {
    private static final byte[] MESSAGE =
        "Subject: latency\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int tags;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
      answer("* OK");
    }

    /** How long it took, in nanoseconds; anything but OK is an error. */
    long run(String command) throws IOException {
      long took = tryTo(command);
      if (took < 0) {
        throw new IOException("refused: " + command);
      }
      return took;
    }

    /** Negative when it is refused. */
    long tryTo(String command) throws IOException {
      var tag = String.format(Locale.ROOT, "t%07d", ++tags % 10_000_000);
      var line = (tag + " " + command + "\r\n").getBytes(StandardCharsets.US_ASCII);
      long begin = System.nanoTime();
      socket.getOutputStream().write(line);
      var answer = answer(tag);
      long took = System.nanoTime() - begin;
      return answer.startsWith(tag + " OK") ? took : -1;
    }

    void append() throws IOException {
      var tag = String.format(Locale.ROOT, "t%07d", ++tags % 10_000_000);
      var line = tag + " APPEND latency {" + MESSAGE.length + "}\r\n";
      socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
      answer("+");
      var message = new ByteArrayOutputStream();
      message.writeBytes(MESSAGE);
      message.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(message.toByteArray());
      answer(tag);
    }

    /** The line that begins so; what is before it is passed over, and nothing comes after it. */
    private String answer(String begin) throws IOException {
      int end = 0;
      while (true) {
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
          throw new IOException("the connection has ended");
        }
        end += count;
        int line = end - 2;
        if (buffer[end - 1] != '\n') {
          continue;
        }
        while (line > 0 && buffer[line - 1] != '\n') {
          line--;
        }
        var last = new String(buffer, line, end - line, StandardCharsets.ISO_8859_1);
        if (last.startsWith(begin)) {
          return last;
        }
      }
    }
  }
}
