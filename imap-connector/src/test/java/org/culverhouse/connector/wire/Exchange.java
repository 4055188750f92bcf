package org.culverhouse.connector.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.AppendPart;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.Login;
import org.culverhouse.api.command.Replace;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.api.response.Response;
import org.culverhouse.connector.wire.CommandReader.Step;

/** Feeds a reader with what a client sends, and writes down what comes of it, a line a step. */
final class Exchange {
  private final MemoryLiterals literals;
  private final SessionState state;
  private final WireLimits limits;
  private final Set<Extension> enabled;

  Exchange(SessionState state) {
    this(state, WireLimits.defaults(), new MemoryLiterals());
  }

  Exchange(SessionState state, WireLimits limits, MemoryLiterals literals) {
    this(state, Set.of(), limits, literals);
  }

  Exchange(SessionState state, Set<Extension> enabled, WireLimits limits, MemoryLiterals literals) {
    this.enabled = enabled;
    this.state = state;
    this.limits = limits;
    this.literals = literals;
  }

  static List<String> stranger(String input) {
    return new Exchange(SessionState.NOT_AUTHENTICATED).whole(input);
  }

  static List<String> user(String input) {
    return new Exchange(SessionState.SELECTED).whole(input);
  }

  List<String> whole(String input) {
    return inPieces(input.getBytes(StandardCharsets.ISO_8859_1), left -> left);
  }

  List<String> octetByOctet(String input) {
    return inPieces(input.getBytes(StandardCharsets.ISO_8859_1), left -> 1);
  }

  /** In pieces of the length that is chosen from what is left. */
  List<String> inPieces(byte[] input, IntUnaryOperator pieceLength) {
    var steps = new ArrayList<String>();
    try (var reader = new CommandReader(limits, literals)) {
      for (int at = 0; at < input.length; ) {
        int length = pieceLength.applyAsInt(input.length - at);
        feed(reader, ByteBuffer.wrap(input, at, length), steps);
        at += length;
      }
    }
    return steps;
  }

  private void feed(CommandReader reader, ByteBuffer piece, List<String> steps) {
    Step step;
    do {
      step = reader.read(piece, state, enabled);
      if (step != Step.More.MORE) {
        steps.add(show(step));
      }
    } while (step != Step.More.MORE);
    if (piece.hasRemaining()) {
      throw new AssertionError("more is wanted, but " + piece.remaining() + " octets are left");
    }
  }

  private static String show(Step step) {
    return switch (step) {
      case Step.More more -> "";
      case Step.Prompt prompt -> "+";
      case Step.Line line -> new String(line.octets(), StandardCharsets.ISO_8859_1);
      case Step.Ready ready -> show(ready.command());
      case Step.Rejected rejected -> show(rejected.answer());
      case Step.Fatal fatal -> show(fatal.bye());
    };
  }

  static String show(Response response) {
    return Encoded.of(response).stripTrailing();
  }

  static String show(Command command) {
    if (command instanceof Login login) {
      return login.tag() + " LOGIN " + login.user() + " " + latin1(login.password());
    }
    if (command instanceof Authenticate sasl) {
      var response = sasl.initialResponse().map(Exchange::latin1).orElse("none");
      return sasl.tag() + " AUTHENTICATE " + sasl.mechanism() + " " + response;
    }
    if (command instanceof Append append) {
      return show(append);
    }
    if (command instanceof Replace replace) {
      return show(replace);
    }
    return command.toString();
  }

  private static String show(Append append) {
    var shown = new StringBuilder(append.tag() + " APPEND " + append.mailbox());
    for (var message : append.messages()) {
      shown.append(' ').append(message.flags());
      message.internalDate().ifPresent(date -> shown.append(' ').append(date));
      show(message, shown);
    }
    return shown.toString();
  }

  private static void show(AppendMessage message, StringBuilder shown) {
    for (var part : message.parts()) {
      switch (part) {
        case AppendPart.Text text -> shown.append(' ').append(octets(text.content()));
        case AppendPart.Url url -> shown.append(" URL ").append(url.url());
      }
    }
    message.close();
  }

  private static String show(Replace replace) {
    var shown = new StringBuilder(replace.tag() + " " + replace.kind().wireName());
    shown.append(' ').append(replace.replaced().ranges()).append(' ').append(replace.mailbox());
    shown.append(' ').append(replace.message().flags());
    show(replace.message(), shown);
    return shown.toString();
  }

  private static String octets(Content content) {
    var octets = ByteBuffer.allocate((int) content.size());
    try {
      content.read(0, octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return latin1(octets.array());
  }

  private static String latin1(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
