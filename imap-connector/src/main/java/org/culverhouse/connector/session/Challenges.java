package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.SyntaxException;
import org.culverhouse.api.response.Response.Continuation;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.connector.wire.CommandReader;
import org.culverhouse.connector.wire.CommandReader.Step;

/** The questions of SASL within a command (RFC 9051 section 6.2.2). The thread of one session. */
final class Challenges {
  private final SessionWriter out;
  private final Inbox inbox;
  private final Intake intake;
  private final CommandReader reader;
  private Optional<Untagged> lastWords = Optional.empty();

  Challenges(SessionWriter out, Inbox inbox, Intake intake, CommandReader reader) {
    this.out = out;
    this.inbox = inbox;
    this.intake = intake;
    this.reader = reader;
  }

  /** The answer; empty when the client gives up. */
  Optional<byte[]> ask(byte[] challenge) {
    out.write(new Continuation(Base64.getEncoder().encodeToString(challenge)));
    out.flush();
    var line = readLine();
    if (line.length == 1 && line[0] == '*') {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(line));
    } catch (IllegalArgumentException e) {
      throw new SyntaxException("the answer to the challenge is not base64");
    }
  }

  /** With which the session has to end, whether or not the listener has told. */
  Optional<Untagged> lastWords() {
    return lastWords;
  }

  private byte[] readLine() {
    while (true) {
      switch (reader.readLine(awaitOctets())) {
        case Step.More more -> {}
        case Step.Line line -> {
          return line.octets();
        }
        case Step.Rejected rejected ->
            throw new SyntaxException("the answer to the challenge is too long");
        case Step.Fatal fatal -> throw over(fatal.bye());
        case Step.Ready ready -> throw new IllegalStateException("a command instead of a line");
        case Step.Prompt prompt -> throw new IllegalStateException("a literal instead of a line");
      }
    }
  }

  private ByteBuffer awaitOctets() {
    try {
      if (!intake.octets().hasRemaining()) {
        intake.take(inbox.await());
      }
      return intake.octets();
    } catch (DataFormatException e) {
      throw over(Intake.garbled(e));
    }
  }

  private ConnectionGoneException over(Untagged bye) {
    lastWords = Optional.of(bye);
    return new ConnectionGoneException("ended after an answer to a challenge");
  }
}
