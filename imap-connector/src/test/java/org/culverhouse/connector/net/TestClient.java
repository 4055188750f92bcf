package org.culverhouse.connector.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client on a real socket. Waits at most 20 seconds for anything. */
final class TestClient implements AutoCloseable {
  private Socket socket;
  private InputStream in;
  private InputStream deflated = InputStream.nullInputStream();
  private OutputStream out;

  TestClient(InetSocketAddress address) throws IOException {
    this(new Socket(), address);
  }

  private TestClient(Socket socket, InetSocketAddress address) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    socket.connect(address, 20_000);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Before the connection is made, since then it is too late for the receive buffer. */
  static TestClient withReceiveBuffer(InetSocketAddress address, int octets) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(octets);
    return new TestClient(socket, address);
  }

  /** From another address of this machine, such as 127.0.2.1. */
  static TestClient from(String client, InetSocketAddress address) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(client, 0));
    return new TestClient(socket, address);
  }

  static TestClient overTls(InetSocketAddress address, SSLContext trust) throws IOException {
    var client = new TestClient(address);
    client.startTls(trust);
    return client;
  }

  /** Offers one version and one cipher suite only. */
  static TestClient overTls(
      InetSocketAddress address, SSLContext trust, String version, String suite)
      throws IOException {
    var client = new TestClient(address);
    client.startTls(trust, new SSLParameters(new String[] {suite}, new String[] {version}));
    return client;
  }

  void startTls(SSLContext trust) throws IOException {
    startTls(trust, trust.getDefaultSSLParameters());
  }

  private void startTls(SSLContext trust, SSLParameters parameters) throws IOException {
    var address = (InetSocketAddress) socket.getRemoteSocketAddress();
    var secured =
        (SSLSocket)
            trust
                .getSocketFactory()
                .createSocket(socket, address.getHostString(), address.getPort(), true);
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    socket = secured;
    in = new BufferedInputStream(secured.getInputStream());
    out = secured.getOutputStream();
  }

  TestClient send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  TestClient send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
    return this;
  }

  /** From here on both sides deflate (RFC 4978). */
  void compress() throws IOException {
    deflated = in;
    in = new InflaterInputStream(deflated, new Inflater(true), 1);
    out = new DeflaterOutputStream(out, new Deflater(6, true), 512, true);
  }

  /** The client goes on without a deflater, as if it had none. */
  void endsCompressionOfTheClient() throws IOException {
    out = socket.getOutputStream();
  }

  /** Whether the server has ended its side of the compression; from here on nobody deflates. */
  boolean endsCompression() throws IOException {
    boolean ended = in.read() < 0;
    in = deflated;
    out = socket.getOutputStream();
    return ended;
  }

  /** The next line without its CRLF; {@code <end>} when the server has closed. */
  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int octet = in.read();
    if (octet < 0) {
      return "<end>";
    }
    while (octet != '\n') {
      if (octet < 0) {
        return line.toString(ISO_8859_1) + "<end>";
      }
      if (octet != '\r') {
        line.write(octet);
      }
      octet = in.read();
    }
    return line.toString(ISO_8859_1);
  }

  /** Whether the server has closed, as far as one can see now. */
  boolean isEnded() {
    try {
      socket.setSoTimeout(1);
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Everything up to the line that begins like this, that line included. */
  List<String> linesUntil(String prefix) throws IOException {
    var lines = new ArrayList<String>();
    do {
      lines.add(line());
    } while (!lines.getLast().startsWith(prefix) && !lines.getLast().endsWith("<end>"));
    return lines;
  }

  /** The client says that it will send no more. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** The connection breaks. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
