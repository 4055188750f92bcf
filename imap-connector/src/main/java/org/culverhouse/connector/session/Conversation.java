package org.culverhouse.connector.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.CommandKind.Effect;
import org.culverhouse.api.command.Compress;
import org.culverhouse.api.command.Done;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.StartTls;
import org.culverhouse.api.command.Unauthenticate;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Continuation;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.connector.session.Inbox.Left;
import org.culverhouse.connector.wire.CommandReader;
import org.culverhouse.connector.wire.CommandReader.Step;
import org.culverhouse.connector.wire.LiteralStore;
import org.culverhouse.connector.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the thread of a session does: reads commands, has them answered one after the other, and
 * ends as soon as nothing is left to do. A command is read only when the one before it is done, so
 * that it is judged by the state in which it will run. One thread at a time.
 */
final class Conversation implements Runnable {
  private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

  /** A stranger who speaks another protocol is not listened to for long. */
  private static final int MAX_BAD_BEFORE_LOGIN = 3;

  private final Session session;
  private final Inbox inbox;
  private final Transport transport;
  private final ImapListener listener;
  private final SessionWriter out;
  private final Spool spool;
  private final CommandReader reader;
  private final Intake intake;
  private final Challenges challenges;
  private final Runnable over;
  private @Nullable String idleTag;
  private boolean greeted;
  private int badInRow;
  private volatile boolean compressed;
  private volatile long commands;

  Conversation(
      Session session,
      Inbox inbox,
      Transport transport,
      ImapListener listener,
      WireLimits limits,
      Spool spool,
      OpenStreams streams,
      Runnable over) {
    this.session = session;
    this.inbox = inbox;
    this.transport = transport;
    this.listener = listener;
    this.out = new SessionWriter(transport, streams);
    this.intake = new Intake(streams);
    this.spool = spool;
    this.reader = new CommandReader(limits, new Literals());
    this.challenges = new Challenges(out, inbox, intake, reader);
    this.over = over;
  }

  /** Messages go to the spool if the listener has nothing against them. */
  private final class Literals implements LiteralStore {
    @Override
    public Optional<Tagged> refusal(AnnouncedMessages announced) {
      try {
        return listener.announced(session, announced);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Sink begin(long size) throws IOException {
      return spool.begin(size);
    }
  }

  /** The session's own thread. */
  boolean isIdling() {
    return idleTag != null;
  }

  boolean isCompressed() {
    return compressed;
  }

  long commands() {
    return commands;
  }

  @Override
  public void run() {
    try {
      greet();
      boolean more = true;
      while (more) {
        more = session.state() == SessionState.LOGOUT ? end() : work();
      }
    } catch (ConnectionGoneException e) {
      endAfterLoss();
    } catch (DataFormatException e) {
      endWith(Intake.garbled(e));
    } catch (Throwable e) {
      endAfterFailure(e);
    }
  }

  private void greet() throws Exception {
    if (!greeted) {
      greeted = true;
      listener.opened(session, out);
    }
  }

  /** Does one thing; false when this thread must not touch the session any more. */
  private boolean work() throws Exception {
    var left = left();
    if (left != Left.INPUT && inbox.isEmpty()) {
      out.flush();
      out.rest();
    }
    return switch (inbox.next(left)) {
      case Work.Input fresh -> {
        intake.take(fresh.octets());
        yield advance();
      }
      case Work.Farewell bye -> {
        out.write(bye.response());
        yield end();
      }
      case Work.Signal signal ->
          switch (signal) {
            case READ -> advance();
            case CHANGED -> {
              listener.changed(session, out);
              yield true;
            }
            case END, GONE -> end();
            case REST -> false;
          };
    };
  }

  private Left left() throws DataFormatException {
    if (intake.octets().hasRemaining()) {
      return Left.INPUT;
    }
    return reader.isWithinCommand() ? Left.PART_OF_A_COMMAND : Left.NOTHING;
  }

  private boolean advance() throws Exception {
    var step =
        idleTag == null
            ? reader.read(intake.octets(), session.state(), session.enabled())
            : reader.readLine(intake.octets());
    return switch (step) {
      case Step.More more -> true;
      case Step.Ready ready -> {
        badInRow = 0;
        yield answer(ready.command());
      }
      case Step.Prompt prompt -> {
        out.write(new Continuation(prompt.text()));
        out.flush();
        yield true;
      }
      case Step.Line line -> endIdle(line.octets());
      case Step.Rejected rejected -> {
        out.write(rejected.answer());
        yield isTolerable();
      }
      case Step.Fatal fatal -> endWith(fatal.bye());
    };
  }

  /** What a client has done that others do not: it stands in the log, once. */
  private boolean endWith(Untagged bye) {
    LOG.log(Level.INFO, "{0} is ended: {1}", session, bye.text());
    tryToWrite(bye);
    return end();
  }

  private boolean isTolerable() {
    badInRow++;
    if (session.state() != SessionState.NOT_AUTHENTICATED || badInRow < MAX_BAD_BEFORE_LOGIN) {
      return true;
    }
    return endWith(Untagged.bye(ResponseCode.Plain.CLIENTBUG, "this is an IMAP server"));
  }

  private boolean answer(Command command) throws Exception {
    commands = commands + 1;
    if (command instanceof StartTls startTls) {
      return startTls(startTls);
    }
    if (command instanceof Compress compress) {
      return compress(compress);
    }
    if (command instanceof Idle) {
      inbox.forgetWakes();
    }
    if (command.kind().has(Effect.TAKES_TIME)) {
      // Who has sent several commands need not wait for this one to see the others answered.
      out.flush();
    }
    out.expectTagged();
    try {
      listener.command(session, command, out);
    } finally {
      spool.release();
    }
    if (challenges.lastWords().isPresent()) {
      return endWith(challenges.lastWords().get());
    }
    if (out.isLost()) {
      return end();
    }
    if (command instanceof Unauthenticate && out.hasTagged()) {
      endCompression();
    }
    if (out.hasTagged() || session.state() == SessionState.LOGOUT) {
      return true;
    }
    if (command instanceof Idle) {
      idleTag = command.tag();
      inbox.idling(true);
      return true;
    }
    if (inbox.isOver()) {
      return true;
    }
    throw new IllegalStateException("no tagged answer was written to " + command.kind());
  }

  /**
   * What follows STARTTLS in the clear may come from somebody in between, and is never run: the
   * connection ends (RFC 9051 section 6.2.1).
   */
  private boolean startTls(StartTls command) throws DataFormatException {
    if (!session.canStartTls()) {
      out.write(Tagged.bad(command.tag(), "TLS is not available, or has begun already"));
      return true;
    }
    boolean clean = !intake.octets().hasRemaining();
    if (clean) {
      out.flush();
      out.write(Tagged.ok(command.tag(), "begin TLS now"));
      clean = transport.startTls(inbox::isEmpty);
    }
    if (clean) {
      return true;
    }
    return endWith(
        Untagged.bye(ResponseCode.Plain.CLIENTBUG, "nothing may follow STARTTLS but TLS"));
  }

  /** What follows the command is deflated, also where it has come already (RFC 4978 section 3). */
  private boolean compress(Compress command) {
    if (compressed) {
      out.write(
          Tagged.no(command.tag(), ResponseCode.Plain.COMPRESSIONACTIVE, "DEFLATE has begun"));
      return true;
    }
    out.write(Tagged.ok(command.tag(), "DEFLATE begins"));
    out.deflate();
    intake.inflate();
    compressed = true;
    return true;
  }

  /** Both sides end it behind what they have sent (RFC 8437 section 4.1). */
  private void endCompression() throws DataFormatException {
    if (compressed) {
      compressed = false;
      out.endDeflation();
      intake.endInflation();
    }
  }

  /** DONE, or anything else, ends IDLE (RFC 9051 section 6.3.13). */
  private boolean endIdle(byte[] line) throws Exception {
    var tag = idleTag;
    idleTag = null;
    inbox.idling(false);
    if (tag == null) {
      throw new IllegalStateException("a line outside of IDLE");
    }
    if (new String(line, ISO_8859_1).equalsIgnoreCase("DONE")) {
      return answer(new Done(tag));
    }
    out.write(Tagged.bad(tag, "IDLE ends with DONE"));
    return true;
  }

  /** Called by the listener within a command: answers are in that dialect from now on. */
  void speak(Set<Extension> enabled) {
    out.speak(enabled);
  }

  /** Called by the listener within a command. */
  Optional<byte[]> challenge(byte[] challenge) {
    return challenges.ask(challenge);
  }

  private void endAfterLoss() {
    if (challenges.lastWords().isPresent()) {
      endWith(challenges.lastWords().get());
    } else {
      inbox.farewell().map(Work.Farewell::response).ifPresent(this::tryToWrite);
      end();
    }
  }

  private void endAfterFailure(Throwable failure) {
    var failureId = session.id() + "-" + commands;
    LOG.log(Level.ERROR, "Failure " + failureId + " ends " + session, failure);
    tryToWrite(Untagged.bye(ResponseCode.Plain.SERVERBUG, "internal error, id " + failureId));
    end();
  }

  private void tryToWrite(Response bye) {
    if (out.isWithinResponse()) {
      return;
    }
    try {
      out.write(bye);
    } catch (ConnectionGoneException e) {
      LOG.log(Level.DEBUG, "BYE cannot be sent", e);
    }
  }

  private void closeTransport() {
    try {
      out.close();
    } finally {
      transport.close();
    }
  }

  /** The listener hears of it before the client: who sees the end may connect again. */
  private boolean end() {
    inbox.close();
    intake.close();
    reader.close();
    spool.release();
    try {
      listener.closed(session);
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "Failure at the end of " + session, e);
    } finally {
      closeTransport();
      over.run();
    }
    return false;
  }
}
