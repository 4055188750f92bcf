package org.culverhouse.connector.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.Content;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ImapSession.Listening;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendPart;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.command.Delete;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.ListMailboxes;
import org.culverhouse.api.command.Login;
import org.culverhouse.api.command.Logout;
import org.culverhouse.api.command.Namespace;
import org.culverhouse.api.command.Notify;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.command.Subscribe;
import org.culverhouse.api.command.Unauthenticate;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Continuation;
import org.culverhouse.api.response.Response.Exists;
import org.culverhouse.api.response.Response.Fetched;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;

/**
 * A server without mail: answers each command so that the test sees that it came, and writes down
 * what it was called for.
 */
final class RecordingListener implements ImapListener {
  /** Lines that LIST answers with: more than all buffers on the way to the client hold together. */
  static final int LIST_LINES = 400_000;

  final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  final BlockingQueue<ImapSession> sessions = new LinkedBlockingQueue<>();
  final AtomicBoolean ready = new AtomicBoolean(true);

  /** NAMESPACE and SUBSCRIBE wait here; the latter is known to take time. */
  final Semaphore gate = new Semaphore(0);

  volatile boolean keepsLossToItself;
  final AtomicInteger linesWritten = new AtomicInteger();

  @Override
  public boolean ready() {
    return ready.get();
  }

  @Override
  public void opened(ImapSession session, ResponseWriter out) {
    sessions.add(session);
    out.write(new Untagged(Condition.OK, Optional.empty(), "hello"));
  }

  @Override
  public void command(ImapSession session, Command command, ResponseWriter out) throws Exception {
    events.add(command.kind().name() + " " + command.tag());
    switch (command) {
      case Login login -> session.enter(SessionState.AUTHENTICATED);
      case Select select -> session.enter(SessionState.SELECTED);
      case Authenticate authenticate -> {
        try {
          authenticate(session, authenticate, out);
        } catch (ConnectionGoneException e) {
          events.add("LOST");
          throwUnless(keepsLossToItself, e);
        }
        return;
      }
      case Append append -> {
        out.write(Tagged.ok(append.tag(), digests(append)));
        return;
      }
      case ListMailboxes list -> writeMuch(out);
      case Namespace namespace -> gate.acquire();
      case Subscribe subscribe -> gate.acquire();
      case Create create -> throw new IllegalStateException("broken on purpose");
      case Delete delete -> breakOff(out);
      case Notify notify ->
          session.listen(
              notify.groups().isEmpty() ? Listening.IN_IDLE : Listening.BETWEEN_COMMANDS);
      case Unauthenticate leaving -> session.forgetUser();
      case Idle idle -> {
        out.write(new Continuation("idling"));
        return;
      }
      case Logout logout -> {
        out.write(Untagged.bye("bye"));
        session.enter(SessionState.LOGOUT);
      }
      default -> {}
    }
    out.write(Tagged.ok(command.tag(), command.kind() + " done"));
  }

  /** A message that cannot be read to its end, and a listener that goes on as if it had been. */
  private static void breakOff(ResponseWriter out) {
    var message =
        new Content() {
          @Override
          public long size() {
            return 10_000;
          }

          @Override
          public int read(long position, ByteBuffer target) throws IOException {
            if (position > 5_000) {
              throw new IOException("unreadable");
            }
            target.put((byte) 'x');
            return 1;
          }
        };
    var item = new FetchData.SectionItem(SectionName.MESSAGE, OptionalLong.empty(), message);
    try {
      out.write(new Fetched(1, 1, List.of(item)));
    } catch (UncheckedIOException e) {
      // As a listener does that tells of all failures alike.
    }
  }

  private static void throwUnless(boolean quiet, RuntimeException failure) {
    if (!quiet) {
      throw failure;
    }
  }

  private static void authenticate(ImapSession session, Authenticate command, ResponseWriter out) {
    var answer = session.challenge("who?".getBytes(UTF_8));
    if (answer.isEmpty()) {
      out.write(Tagged.bad(command.tag(), "given up"));
      return;
    }
    session.enter(SessionState.AUTHENTICATED);
    out.write(Tagged.ok(command.tag(), "hello " + new String(answer.get(), UTF_8)));
  }

  private void writeMuch(ResponseWriter out) {
    for (int i = 0; i < LIST_LINES; i++) {
      out.write(Untagged.ok(ResponseCode.Plain.ALERT, "line " + i));
      linesWritten.incrementAndGet();
    }
  }

  private static String digests(Append append) {
    return append.messages().stream()
        .map(message -> digest(((AppendPart.Text) message.parts().getFirst()).content()))
        .collect(Collectors.joining(" "));
  }

  /** Size and checksum of what came in. */
  static String digest(Content content) {
    try (content) {
      var crc = new CRC32();
      var buffer = ByteBuffer.allocate(8192);
      long position = 0;
      while (content.read(position, buffer) > 0) {
        position += buffer.position();
        crc.update(buffer.flip());
        buffer.clear();
      }
      return position + "/" + Long.toHexString(crc.getValue());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void changed(ImapSession session, ResponseWriter out) {
    events.add(session.isIdling() ? "CHANGED IN IDLE" : "CHANGED");
    out.write(new Exists(23));
  }

  @Override
  public void closed(ImapSession session) {
    events.add("CLOSED " + session.id());
  }

  List<String> eventsSoFar() {
    return List.copyOf(events);
  }
}
