import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many passwords of one user can be tried from one address: each connection guesses as fast as
 * it is answered, and connects again when it is cut off. Beside it, what the right password from
 * another address takes.
 *
 * <pre>java GuessBench.java PORT USER PASSWORD [connections=64] [seconds=300] [from=127.0.2.1]</pre>
 */
final class GuessBench {
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    var user = arguments[1];
    int connections = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 64;
    int seconds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 300;
    var from = InetAddress.getByName(arguments.length > 5 ? arguments[5] : "127.0.2.1");
    var elsewhere = InetAddress.getByName("127.0.3.1");
    var guesses = new AtomicInteger();
    var over = new AtomicBoolean();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < connections; i++) {
      var thread = new Thread(() -> guess(port, from, user, guesses, over));
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    double longest = 0;
    for (int second = 0; second < seconds; second++) {
      Thread.sleep(1000);
      if (second % 10 == 5) {
        longest = Math.max(longest, login(port, elsewhere, user, arguments[2]));
      }
    }
    over.set(true);
    System.out.printf(
        "%d connections, %d s: %.1f guesses a minute; the right password from elsewhere took"
            + " %.0f ms at most%n",
        connections, seconds, guesses.get() * 60.0 / seconds, longest);
  }

  private static double login(int port, InetAddress from, String user, String password)
      throws IOException {
    long begin = System.nanoTime();
    try (var client = new Client(port, from)) {
      if (!client.ask("a LOGIN " + user + " " + password).startsWith("a OK")) {
        throw new IOException("the right password is refused");
      }
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void guess(
      int port, InetAddress from, String user, AtomicInteger guesses, AtomicBoolean over) {
    while (!over.get()) {
      try (var client = new Client(port, from)) {
        while (!over.get()) {
          var answer = client.ask("a LOGIN " + user + " wrong" + System.nanoTime());
          if (answer.contains("AUTHENTICATIONFAILED")) {
            guesses.incrementAndGet();
          }
        }
      } catch (IOException e) {
        // Cut off: the next connection.
      }
    }
  }

  private static final class Client implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader in;

    Client(int port, InetAddress from) throws IOException {
      socket.bind(new InetSocketAddress(from, 0));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 10_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      in.readLine();
    }

    String ask(String command) throws IOException {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      while (true) {
        var line = in.readLine();
        if (line == null) {
          throw new IOException("the end");
        }
        if (line.startsWith("a ")) {
          return line;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
