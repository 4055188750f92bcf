package org.culverhouse.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.culverhouse.script.Target;

/** Sends whatever it likes, and need not read. Waits at most 20 seconds for a line. */
final class HostileClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private InputStream in;
  private OutputStream out;

  private HostileClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Has read the greeting. */
  static HostileClient stranger(InetSocketAddress address) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(address, PATIENCE_MILLIS);
    var client = new HostileClient(socket);
    client.line();
    return client;
  }

  static HostileClient user(InetSocketAddress address, Target.Person person) throws IOException {
    var client = stranger(address);
    var answer = client.command("in", "LOGIN " + person.user() + " " + person.password());
    if (!answer.startsWith("in OK")) {
      throw new IOException("no login: " + answer);
    }
    return client;
  }

  void send(String octets) throws IOException {
    send(octets.getBytes(ISO_8859_1));
  }

  void send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  /** Sends as much as the server takes, which may have closed already. */
  void sendIfTaken(String octets) {
    try {
      send(octets);
    } catch (IOException closed) {
      // The answer, if there is one, tells why.
    }
  }

  /** From here on both sides deflate; each flush is one of the deflater. */
  void deflate() throws IOException {
    in = new InflaterInputStream(in, new Inflater(true), 1);
    out = new DeflaterOutputStream(out, new Deflater(9, true), 8192, true);
  }

  /** The next line without its end; {@code <end>} when the server has closed. */
  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int octet = readOrEnd();
    if (octet < 0) {
      return "<end>";
    }
    while (octet >= 0 && octet != '\n') {
      if (octet != '\r') {
        line.write(octet);
      }
      octet = readOrEnd();
    }
    return line.toString(ISO_8859_1);
  }

  /** A connection that is reset has ended as well. */
  private int readOrEnd() throws IOException {
    try {
      return in.read();
    } catch (java.net.SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      return -1;
    }
  }

  /** The tagged answer, or the last words before the end. */
  String answer(String tag) throws IOException {
    String line = line();
    while (!line.startsWith(tag + " ") && !line.startsWith("* BYE") && !line.equals("<end>")) {
      line = line();
    }
    return line;
  }

  /** All lines up to the tagged answer, each with a LF behind it. */
  String lines(String tag) throws IOException {
    var lines = new StringBuilder();
    String line;
    do {
      line = line();
      lines.append(line).append('\n');
    } while (!line.startsWith(tag + " ") && !line.startsWith("* BYE") && !line.equals("<end>"));
    return lines.toString();
  }

  /** Exactly so many octets. */
  byte[] octets(int count) throws IOException {
    return in.readNBytes(count);
  }

  String command(String tag, String command) throws IOException {
    send(tag + " " + command + "\r\n");
    return answer(tag);
  }

  /** The client says no more; whether the server has ended the connection. */
  boolean endsWith() throws IOException {
    socket.shutdownOutput();
    String line = line();
    while (!line.equals("<end>")) {
      line = line();
    }
    return true;
  }

  long octetsUntilEnd() throws IOException {
    long octets = 0;
    while (readOrEnd() >= 0) {
      octets++;
    }
    return octets;
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
