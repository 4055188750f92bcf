import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * APPEND of small messages from many clients, each into a mailbox of its own user. Takes the
 * options of the load generator and those: {@code appendclients=32} and {@code appendmessages=3200}
 * in all.
 */
final class AppendBench {
  private static final int MESSAGE = 4096;

  private final Map<String, String> options = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    var bench = new AppendBench();
    for (var argument : arguments) {
      var pair = argument.split("=", 2);
      bench.options.put(pair[0], pair[1]);
    }
    bench.run();
  }

  private void run() throws Exception {
    var tests = options.getOrDefault("tests", "append");
    if (!Arrays.asList(tests.split(",")).contains("append")) {
      return;
    }
    int clients = Integer.parseInt(options.getOrDefault("appendclients", "32"));
    int messages = Integer.parseInt(options.getOrDefault("appendmessages", "3200"));
    var connections = new Client[clients];
    for (int i = 0; i < clients; i++) {
      connections[i] = new Client(options.get("user") + (i + 1) + options.get("suffix"));
      connections[i].send("DELETE many").answer();
      connections[i].send("CREATE many").require();
    }
    var left = new AtomicInteger(messages);
    long begin = System.nanoTime();
    var threads = Executors.newFixedThreadPool(clients);
    var work = Arrays.stream(connections).map(client -> appending(client, left)).toList();
    for (var done : threads.invokeAll(work)) {
      done.get();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    threads.shutdown();
    System.out.printf(
        Locale.ROOT,
        "{\"peer\":\"%s\",\"run\":%s,\"test\":\"append_%d_%dc_literalplus\",\"value\":%.1f,\"unit\":\"msgs/s\"}%n",
        options.get("peer"),
        options.get("run"),
        MESSAGE,
        clients,
        messages / seconds);
    for (var client : connections) {
      client.send("LOGOUT").answer();
      client.socket.close();
    }
  }

  private static Callable<Void> appending(Client client, AtomicInteger left) {
    return () -> {
      while (left.getAndDecrement() > 0) {
        client.append().require();
      }
      return null;
    };
  }

  /** A connection; each command waits for its answer. */
  private final class Client {
    private static final String TAG = "t";

    private final Socket socket;
    private final BufferedReader in;
    private final byte[] append;

    Client(String user) throws IOException {
      var host = InetAddress.getByName(options.get("host"));
      if (!host.isLoopbackAddress()) {
        throw new IllegalArgumentException("only this machine may be loaded, not " + host);
      }
      socket = new Socket(host, Integer.parseInt(options.get("port")));
      socket.setTcpNoDelay(true);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      in.readLine();
      send("LOGIN " + user + " " + options.get("pass")).require();
      var command = new ByteArrayOutputStream();
      command.writeBytes(ascii(TAG + " APPEND many {" + MESSAGE + "+}\r\n"));
      command.writeBytes(message(user));
      command.writeBytes(ascii("\r\n"));
      append = command.toByteArray();
    }

    Client append() throws IOException {
      socket.getOutputStream().write(append);
      return this;
    }

    Client send(String command) throws IOException {
      socket.getOutputStream().write(ascii(TAG + " " + command + "\r\n"));
      return this;
    }

    String answer() throws IOException {
      while (true) {
        var line = in.readLine();
        if (line == null) {
          throw new IOException("the server has closed the connection");
        }
        if (line.startsWith(TAG + " ")) {
          return line;
        }
      }
    }

    void require() throws IOException {
      var answer = answer();
      if (!answer.startsWith(TAG + " OK")) {
        throw new IOException(answer);
      }
    }
  }

  private static byte[] message(String user) {
    var text = new StringBuilder();
    text.append("From: <").append(user).append(">\r\nTo: <").append(user).append(">\r\n");
    text.append("Date: Wed, 25 Nov 2026 12:00:00 +0000\r\nSubject: one of many\r\n\r\n");
    while (text.length() < MESSAGE - 2) {
      text.append(text.length() % 72 == 70 ? "\r\n" : "x");
    }
    text.setLength(MESSAGE - 2);
    return ascii(text.append("\r\n").toString());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
