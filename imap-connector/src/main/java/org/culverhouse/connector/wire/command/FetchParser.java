package org.culverhouse.connector.wire.command;

import static org.culverhouse.api.command.FetchAttribute.Item.BODY;
import static org.culverhouse.api.command.FetchAttribute.Item.BODYSTRUCTURE;
import static org.culverhouse.api.command.FetchAttribute.Item.EMAILID;
import static org.culverhouse.api.command.FetchAttribute.Item.ENVELOPE;
import static org.culverhouse.api.command.FetchAttribute.Item.FLAGS;
import static org.culverhouse.api.command.FetchAttribute.Item.INTERNALDATE;
import static org.culverhouse.api.command.FetchAttribute.Item.MODSEQ;
import static org.culverhouse.api.command.FetchAttribute.Item.PREVIEW;
import static org.culverhouse.api.command.FetchAttribute.Item.RFC822;
import static org.culverhouse.api.command.FetchAttribute.Item.RFC822_HEADER;
import static org.culverhouse.api.command.FetchAttribute.Item.RFC822_SIZE;
import static org.culverhouse.api.command.FetchAttribute.Item.RFC822_TEXT;
import static org.culverhouse.api.command.FetchAttribute.Item.SAVEDATE;
import static org.culverhouse.api.command.FetchAttribute.Item.THREADID;
import static org.culverhouse.api.command.FetchAttribute.Item.UID;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Binary;
import org.culverhouse.api.command.FetchAttribute.BinarySize;
import org.culverhouse.api.command.FetchAttribute.Body;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.command.Numbering;

/**
 * FETCH (RFC 9051 section 9, with the names of RFC 3501):
 *
 * <pre>
 * fetch     = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att /
 *             "(" fetch-att *(SP fetch-att) ")") [fetch-modifiers]
 * fetch-att = "ENVELOPE" / "FLAGS" / "INTERNALDATE" / "RFC822" [".HEADER" / ".SIZE" / ".TEXT"] /
 *             "BODY" ["STRUCTURE"] / "UID" / "MODSEQ" / "EMAILID" / "THREADID" / "SAVEDATE" /
 *             "PREVIEW" [SP "(" "LAZY" ")"] /
 *             "BODY" section [partial] / "BODY.PEEK" section [partial] /
 *             "BINARY" [".PEEK"] section-binary [partial] / "BINARY.SIZE" section-binary
 * partial   = "&lt;" number64 "." nz-number64 "&gt;"
 * </pre>
 */
final class FetchParser {
  private static final List<FetchAttribute> FAST = List.of(FLAGS, INTERNALDATE, RFC822_SIZE);
  private static final List<FetchAttribute> ALL =
      List.of(FLAGS, INTERNALDATE, RFC822_SIZE, ENVELOPE);
  private static final List<FetchAttribute> FULL =
      List.of(FLAGS, INTERNALDATE, RFC822_SIZE, ENVELOPE, BODY);

  private FetchParser() {}

  static Fetch parse(String tag, Numbering numbering, Lexer in) {
    in.sp();
    var messages = SequenceSets.sequenceSet(in);
    in.sp();
    var attributes = attributes(in);
    if (!in.take(' ') || !in.peek('(')) {
      return new Fetch(tag, numbering, messages, attributes);
    }
    var modifiers = FetchModifierParser.parse(numbering, in);
    if (modifiers.changedSince().isPresent() && !attributes.contains(MODSEQ)) {
      attributes = Stream.concat(attributes.stream(), Stream.of(MODSEQ)).toList();
    }
    return new Fetch(tag, numbering, messages, attributes, modifiers);
  }

  private static List<FetchAttribute> attributes(Lexer in) {
    if (in.peek('(')) {
      return in.list(() -> attribute(in)).stream().distinct().toList();
    }
    if (in.takeWord("ALL")) {
      return ALL;
    }
    if (in.takeWord("FAST")) {
      return FAST;
    }
    return in.takeWord("FULL") ? FULL : List.of(attribute(in));
  }

  /** {@code fetch-att}. */
  static FetchAttribute attribute(Lexer in) {
    int from = in.position();
    return switch (in.label("a fetch item")) {
      case "UID" -> UID;
      case "FLAGS" -> FLAGS;
      case "INTERNALDATE" -> INTERNALDATE;
      case "ENVELOPE" -> ENVELOPE;
      case "BODYSTRUCTURE" -> BODYSTRUCTURE;
      case "MODSEQ" -> MODSEQ;
      case "EMAILID" -> EMAILID;
      case "THREADID" -> THREADID;
      case "SAVEDATE" -> SAVEDATE;
      case "PREVIEW" -> preview(in);
      case "RFC822" -> RFC822;
      case "RFC822.SIZE" -> RFC822_SIZE;
      case "RFC822.HEADER" -> RFC822_HEADER;
      case "RFC822.TEXT" -> RFC822_TEXT;
      case "BODY" -> in.peek('[') ? body(in, Seen.SET) : BODY;
      case "BODY.PEEK" -> body(in, Seen.PEEK);
      case "BINARY" -> binary(in, Seen.SET);
      case "BINARY.PEEK" -> binary(in, Seen.PEEK);
      case "BINARY.SIZE" -> new BinarySize(Sections.part(in));
      default -> throw in.bad("Unknown fetch item", from);
    };
  }

  private static Body body(Lexer in, Seen seen) {
    var section = Sections.section(in);
    return new Body(section, partial(in), seen);
  }

  /** {@code "PREVIEW" [SP "(" "LAZY" ")"]} (RFC 8970 section 6). */
  private static FetchAttribute preview(Lexer in) {
    if (in.takeSpaceAndOpen()) {
      int from = in.position();
      if (!in.label("a modifier of PREVIEW").equals("LAZY")) {
        throw in.bad("Unknown modifier of PREVIEW", from);
      }
      in.close();
    }
    return PREVIEW;
  }

  private static Binary binary(Lexer in, Seen seen) {
    var part = Sections.part(in);
    return new Binary(part, partial(in), seen);
  }

  private static Optional<Partial> partial(Lexer in) {
    int from = in.position();
    if (!in.take('<')) {
      return Optional.empty();
    }
    long offset = in.number64("the offset of a partial");
    in.expect('.');
    long length = in.number64("the length of a partial");
    in.expect('>');
    if (length == 0) {
      throw in.bad("An empty partial", from);
    }
    return Optional.of(new Partial(offset, length));
  }
}
