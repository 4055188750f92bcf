package org.culverhouse.script;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLSocket;

/** A socket on which whole answers are read, literals included. One thread. */
public final class ImapConnection implements AutoCloseable {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int number;
  private final Transcript transcript;
  private Socket socket;
  private InputStream in;
  private InputStream deflated = InputStream.nullInputStream();
  private OutputStream out;

  private ImapConnection(int number, Socket socket, Transcript transcript) throws IOException {
    this.number = number;
    this.transcript = transcript;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static ImapConnection open(InetSocketAddress address, int number, Transcript transcript)
      throws IOException {
    return connect(new Socket(), address, number, transcript);
  }

  /** A connection outside a script; what it says is still told when something fails. */
  public static ImapConnection open(InetSocketAddress address) throws IOException {
    return open(address, 1, new Transcript());
  }

  /** From another address of this machine, such as 127.0.2.1. */
  public static ImapConnection openFrom(InetAddress from, InetSocketAddress address)
      throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    return connect(socket, address, 1, new Transcript());
  }

  private static ImapConnection connect(
      Socket socket, InetSocketAddress address, int number, Transcript transcript)
      throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(address, (int) PATIENCE.toMillis());
    return new ImapConnection(number, socket, transcript);
  }

  /** Sends chars as bytes. */
  public void send(String bytes) throws IOException {
    transcript.sent(number, bytes);
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** The next answer as it came, one char a byte, without its line end. */
  public String read() throws IOException {
    var answer = new ByteArrayOutputStream();
    while (true) {
      var line = line();
      answer.writeBytes(line);
      var literal = LITERAL.matcher(new String(line, StandardCharsets.ISO_8859_1));
      if (!literal.find()) {
        var text = answer.toString(StandardCharsets.ISO_8859_1);
        transcript.received(number, text);
        return text;
      }
      answer.writeBytes(new byte[] {'\r', '\n'});
      answer.writeBytes(in.readNBytes(Integer.parseInt(literal.group(1))));
    }
  }

  Answer answer() throws IOException {
    try {
      return Answer.of(read());
    } catch (SocketTimeoutException e) {
      throw new IOException("connection " + number + ": no answer in " + PATIENCE, e);
    }
  }

  /** The command with a tag, and everything up to its tagged answer, one line each. */
  public String command(String tag, String command) throws IOException {
    send(tag + " " + command + "\r\n");
    return until(tag);
  }

  /** All answers up to the one with this tag, or to a continuation. */
  public String until(String tag) throws IOException {
    var all = new StringBuilder();
    while (true) {
      var line = read();
      all.append(line).append('\n');
      if (line.startsWith(tag + " ") || line.startsWith("+")) {
        return all.toString();
      }
    }
  }

  private byte[] line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("connection " + number + " was closed by the server");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toByteArray();
  }

  /** From here on TLS; any certificate will do, the server made its own. */
  void startTls() throws IOException {
    try {
      var tls =
          (SSLSocket)
              TrustAnyone.context()
                  .getSocketFactory()
                  .createSocket(socket, "localhost", socket.getPort(), true);
      tls.startHandshake();
      socket = tls;
      in = new BufferedInputStream(tls.getInputStream());
      out = tls.getOutputStream();
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS", e);
    }
  }

  /** From here on both sides deflate; octet by octet, so that nothing behind the end is taken. */
  void deflate() {
    deflated = in;
    in = new InflaterInputStream(deflated, new Inflater(true), 1);
    out = new DeflaterOutputStream(out, new Deflater(6, true), 512, true);
  }

  /** From here on nobody deflates. */
  void endDeflation() throws IOException {
    if (in.read() >= 0) {
      throw new IOException("the server says more before it ends the compression");
    }
    in = deflated;
    out = socket.getOutputStream();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
