import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What sessions cost that are logged in, have INBOX selected and are in IDLE: heap after a
 * collection, memory of the process in all and beside the committed heap, threads.
 *
 * <p>Takes {@code port=}, {@code pid=} of the server, {@code user=} and {@code pass=}, {@code
 * sessions=2000}, {@code users=32} (user1 to user32 in turns), {@code suffix=@example.org} and
 * {@code tls=true}.
 */
final class IdleBench {
  private static final int BATCH = 50;

  private final Map<String, String> options = new HashMap<>();
  private final List<Socket> idle = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    var bench = new IdleBench();
    for (var argument : arguments) {
      var pair = argument.split("=", 2);
      bench.options.put(pair[0], pair[1]);
    }
    bench.run();
  }

  private void run() throws Exception {
    int sessions = Integer.parseInt(options.getOrDefault("sessions", "2000"));
    boolean tls = Boolean.parseBoolean(options.getOrDefault("tls", "false"));
    var factory = tls ? trusting().getSocketFactory() : SocketFactory.getDefault();
    // The first ones pay for what is loaded and compiled once, and open the mailboxes.
    open(factory, 0, 200);
    var before = measure();
    long begin = System.nanoTime();
    open(factory, 200, sessions);
    double seconds = (System.nanoTime() - begin) / 1e9;
    var after = measure();
    System.out.printf(Locale.ROOT, "%d sessions, tls %s, opened in %.1f s%n", sessions, tls, seconds);
    for (var name : after.keySet()) {
      long was = before.getOrDefault(name, 0L);
      long is = after.get(name);
      System.out.printf(
          Locale.ROOT, "%-14s %,14d %,14d %,10d a session%n", name, was, is, (is - was) / sessions);
    }
    for (var socket : idle) {
      socket.close();
    }
  }

  private void open(SocketFactory factory, int from, int count) throws Exception {
    try (var threads = Executors.newFixedThreadPool(BATCH)) {
      var opening = new ArrayList<Callable<Socket>>();
      for (int i = from; i < from + count; i++) {
        int number = i;
        opening.add(() -> idling(factory, number));
      }
      for (var socket : threads.invokeAll(opening)) {
        idle.add(socket.get());
      }
    }
  }

  private Socket idling(SocketFactory factory, int number) throws IOException {
    int users = Integer.parseInt(options.getOrDefault("users", "32"));
    int port = Integer.parseInt(options.get("port"));
    var socket = factory.createSocket(InetAddress.getLoopbackAddress(), port);
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    in.readLine();
    var name = options.get("user") + (1 + number % users) + options.getOrDefault("suffix", "");
    exchange(socket, in, "a LOGIN " + name + " " + options.get("pass"), "a OK");
    exchange(socket, in, "b SELECT INBOX", "b OK");
    exchange(socket, in, "c IDLE", "+");
    return socket;
  }

  private static void exchange(Socket socket, BufferedReader in, String command, String end)
      throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (var line = in.readLine(); ; line = in.readLine()) {
      if (line == null || line.matches("[abc] (NO|BAD).*")) {
        throw new IOException(command + ": " + line);
      }
      if (line.startsWith(end)) {
        return;
      }
    }
  }

  private Map<String, Long> measure() throws Exception {
    Thread.sleep(2_000);
    var figures = new LinkedHashMap<String, Long>();
    for (int i = 0; i < 3; i++) {
      jcmd("GC.run");
      Thread.sleep(1_000);
    }
    var heap = jcmd("GC.heap_info");
    figures.put("heap", 1024 * number("used (\\d+)K", heap));
    var histogram = jcmd("GC.class_histogram");
    figures.put("live objects", number("Total +\\d+ +(\\d+)", histogram));
    figures.put("threads", number("Threads:\\s+(\\d+)", Files.readString(status())));
    long resident = 1024 * number("VmRSS:\\s+(\\d+)", Files.readString(status()));
    figures.put("resident", resident);
    figures.put("beside heap", resident - 1024 * number("committed (\\d+)K", heap));
    return figures;
  }

  private Path status() {
    return Path.of("/proc", options.get("pid"), "status");
  }

  private static long number(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private String jcmd(String... command) throws Exception {
    var java = ProcessHandle.of(Long.parseLong(options.get("pid"))).orElseThrow().info().command();
    var words = new ArrayList<String>();
    words.add(Path.of(java.orElseThrow()).resolveSibling("jcmd").toString());
    words.add(options.get("pid"));
    words.addAll(List.of(command));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static SSLContext trusting() throws Exception {
    var context = SSLContext.getInstance("TLS");
    var everybody =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    context.init(null, new TrustManager[] {everybody}, new SecureRandom());
    return context;
  }
}
