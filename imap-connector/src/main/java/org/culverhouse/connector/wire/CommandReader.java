package org.culverhouse.connector.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.connector.wire.command.CommandParsers;
import org.culverhouse.connector.wire.command.CommandText;
import org.culverhouse.connector.wire.command.Parsed;
import org.culverhouse.connector.wire.command.Parsed.NeedsLiteral;
import org.culverhouse.connector.wire.command.Parsed.Synchronizing;
import org.culverhouse.connector.wire.command.Parsed.Use;
import org.jspecify.annotations.Nullable;

/**
 * Turns the octets of one connection into commands (RFC 9051 section 4.3): lines, and the literals
 * between them. What stands in front of a literal is parsed before the client is asked to send it.
 * Not thread-safe; holds no memory between commands.
 */
public final class CommandReader implements AutoCloseable {
  /** What the next octets are. */
  private enum Phase {
    LINE,
    STRING,
    MESSAGE,
    REFUSED,
    ENDED
  }

  private final WireLimits limits;
  private final LiteralStore literals;
  private Phase phase = Phase.LINE;
  private CommandText text = new CommandText();
  private long literalLeft;
  private long messageMemory;
  private long messageOctets;
  private @Nullable MessageLiteral message;
  private String tag = "";
  private boolean nulAllowed;
  private @Nullable Refused refused;

  /** What came of the octets so far. */
  public sealed interface Step {
    /** All input is taken, and more is needed. */
    enum More implements Step {
      MORE
    }

    record Ready(Command command) implements Step {}

    /** A literal may be sent: the caller writes {@code +} and the text, and flushes. */
    record Prompt(String text) implements Step {}

    /** A raw line, without its end; only from {@link CommandReader#readLine}. */
    record Line(byte[] octets) implements Step {}

    /** Tagged BAD or NO, or untagged BAD where there is no tag; the connection goes on. */
    record Rejected(Response answer) implements Step {}

    /** BYE: the connection must end. Whatever else is read is thrown away. */
    record Fatal(Response.Untagged bye) implements Step {}
  }

  public CommandReader(WireLimits limits, LiteralStore literals) {
    this.limits = limits;
    this.literals = literals;
  }

  /**
   * Takes what it needs from {@code input}; to be called again with the same buffer after each
   * result but {@link Step.More}. The state must be that in which the command will run: while a
   * command that changes the state is under way, nothing may be read.
   */
  public Step read(ByteBuffer input, SessionState state) {
    return read(input, state, Set.of());
  }

  /** The same for a client that has switched something on. */
  public Step read(ByteBuffer input, SessionState state, Set<Extension> enabled) {
    Step step = Step.More.MORE;
    while (step == Step.More.MORE && (input.hasRemaining() || isLiteralComplete())) {
      step =
          switch (phase) {
            case LINE -> readCommandLine(input, state, enabled);
            case STRING -> readString(input);
            case MESSAGE -> readMessage(input, state);
            case REFUSED -> skipRefused(input);
            case ENDED -> discard(input);
          };
    }
    return step;
  }

  private boolean isLiteralComplete() {
    return literalLeft == 0 && (phase == Phase.STRING || phase == Phase.MESSAGE);
  }

  private Step readCommandLine(ByteBuffer input, SessionState state, Set<Extension> enabled) {
    int most = limits.in(state).line();
    if (!takeLine(input, most)) {
      return text.lineOctets() <= most + 1 ? Step.More.MORE : tooLong(most);
    }
    return switch (CommandParsers.parse(text, limits.in(state), state, enabled)) {
      case Parsed.Complete complete -> ready(complete.command());
      case Parsed.NeedsLiteral need -> beginLiteral(need, state);
      case Parsed.Refused refusal -> refuse(refusal.answer(), state);
    };
  }

  /** Returns whether the line has ended; without that, it may have grown too long. */
  private boolean takeLine(ByteBuffer input, int most) {
    int end = input.position();
    while (end < input.limit() && input.get(end) != '\n') {
      end++;
    }
    int count = Math.min(end - input.position(), most + 2 - text.lineOctets());
    text.append(input, count);
    if (!input.hasRemaining() || input.get(input.position()) != '\n') {
      return false;
    }
    input.get();
    text.endLine();
    return true;
  }

  private Step tooLong(int most) {
    return end(Plain.LIMIT, "A command may have " + most + " octets beside its literals");
  }

  private Step ready(Command command) {
    forget();
    return new Step.Ready(command);
  }

  private Step beginLiteral(NeedsLiteral need, SessionState state) {
    switch (need.use()) {
      case STRING -> {
        text.beginLiteral();
        phase = Phase.STRING;
      }
      case MESSAGE, PART, BINARY_MESSAGE -> {
        var refusal = refusal(need);
        if (refusal.isPresent()) {
          return refuse(refusal.get(), state);
        }
        try {
          message = begin(need.size());
        } catch (IOException noRoom) {
          return refuse(notStored(need.tag()), state);
        }
        tag = need.tag();
        nulAllowed = need.use() == Use.BINARY_MESSAGE;
        phase = Phase.MESSAGE;
      }
    }
    literalLeft = need.size();
    return need.synchronizing() == Synchronizing.YES
        ? new Step.Prompt("Ready for " + need.size() + " octets")
        : Step.More.MORE;
  }

  /** What comes by itself and fits into memory is not worth the question. */
  private Optional<Tagged> refusal(NeedsLiteral need) {
    messageOctets += need.size();
    return need.synchronizing() == Synchronizing.YES || need.size() > limits.messageInMemory()
        ? literals.refusal(
            new AnnouncedMessages(need.tag(), need.kind(), need.messages(), messageOctets))
        : Optional.empty();
  }

  private MessageLiteral begin(long size) throws IOException {
    boolean small =
        size <= limits.messageInMemory() && size <= limits.messagesInMemory() - messageMemory;
    return small ? MessageLiteral.inMemory() : MessageLiteral.in(literals, size);
  }

  private Step readString(ByteBuffer input) {
    int count = (int) Math.min(literalLeft, input.remaining());
    text.append(input, count);
    literalLeft -= count;
    if (literalLeft == 0) {
      text.endLiteral();
      phase = Phase.LINE;
    }
    return Step.More.MORE;
  }

  private Step readMessage(ByteBuffer input, SessionState state) {
    var arriving = Objects.requireNonNull(message);
    int count = (int) Math.min(literalLeft, input.remaining());
    if (!nulAllowed && MessageLiteral.indexOfNul(input, count) >= 0) {
      return refuseMessage(Tagged.bad(tag, "A message with NUL has to be sent as literal8"), state);
    }
    literalLeft -= count;
    try {
      arriving.take(input, count);
      if (literalLeft == 0) {
        text.addMessage(arriving.finish());
        messageMemory += arriving.memory();
        message = null;
        phase = Phase.LINE;
      }
      return Step.More.MORE;
    } catch (IOException diskFault) {
      return refuseMessage(notStored(tag), state);
    }
  }

  private static Response notStored(String tag) {
    return Tagged.no(tag, Plain.UNAVAILABLE, "The message cannot be stored now, try again later");
  }

  private Step refuseMessage(Response answer, SessionState state) {
    return swallow(new Refused(answer, literalLeft, limits.swallow(state)));
  }

  /** The command is wrong as far as it has come, which is to the end of a line. */
  private Step refuse(Response answer, SessionState state) {
    var announced = text.announcement();
    if (announced.isNonSynchronizing()) {
      return swallow(new Refused(answer, announced.size(), limits.swallow(state)));
    }
    abandon();
    return new Step.Rejected(answer);
  }

  private Step swallow(Refused rest) {
    abandon();
    refused = rest;
    phase = Phase.REFUSED;
    return rest.isTooMuch() ? tooMuch() : Step.More.MORE;
  }

  private Step skipRefused(ByteBuffer input) {
    var rest = Objects.requireNonNull(refused);
    if (rest.skip(input)) {
      abandon();
      return new Step.Rejected(rest.answer());
    }
    return rest.isTooMuch() ? tooMuch() : Step.More.MORE;
  }

  private Step tooMuch() {
    return end(Plain.TOOBIG, "A refused command goes on for too long");
  }

  private Step end(ResponseCode code, String why) {
    abandon();
    phase = Phase.ENDED;
    return new Step.Fatal(Response.Untagged.bye(code, why));
  }

  private static Step discard(ByteBuffer input) {
    input.position(input.limit());
    return Step.More.MORE;
  }

  /** Whether a command has come in part. */
  public boolean isWithinCommand() {
    return phase != Phase.LINE || text.lineOctets() > 0;
  }

  /** Reads one raw line, a SASL answer or DONE, instead of a command. */
  public Step readLine(ByteBuffer input) {
    if (phase == Phase.ENDED) {
      return discard(input);
    }
    if (takeLine(input, limits.rawLine())) {
      var line = text.copy();
      forget();
      return new Step.Line(line);
    }
    return text.lineOctets() <= limits.rawLine() + 1
        ? Step.More.MORE
        : end(Plain.LIMIT, "The line may have " + limits.rawLine() + " octets");
  }

  /** Messages that have arrived go with the command that failed. */
  private void abandon() {
    if (message != null) {
      message.discard();
    }
    text.closeMessages();
    forget();
  }

  private void forget() {
    text.wipe();
    text = new CommandText();
    phase = Phase.LINE;
    literalLeft = 0;
    messageMemory = 0;
    messageOctets = 0;
    message = null;
    refused = null;
    tag = "";
  }

  /** Wipes and releases what an unfinished command holds. */
  @Override
  public void close() {
    abandon();
    phase = Phase.ENDED;
  }
}
