package org.culverhouse.mime;

import java.io.IOException;
import java.nio.charset.Charset;
import org.culverhouse.api.Content;
import org.culverhouse.mime.HeaderQuery.Answer;
import org.culverhouse.mime.Part.DefaultType;
import org.culverhouse.mime.Part.Kind;

/**
 * A message as SEARCH reads it: decoded, and compared by i;unicode-casemap (RFC 9051 section
 * 6.4.4). Of parts that are no text only the MIME headers count. Used by one thread; the message
 * stays the caller's to close.
 */
public final class MessageText {
  private static final int PIECE = 16 * 1024;

  private final Content message;
  private final StructureRecord structure;

  public MessageText(Content message, StructureRecord structure) {
    this.message = message;
    this.structure = structure;
  }

  /** HEADER: a field of that name contains the text; empty text asks only for the field. */
  public boolean headerContains(String field, String text) throws IOException {
    var matcher = new TextMatcher(CaseMap.fold(text));
    return matcher.isInField(field, fields(structure.part(0), new Octets()));
  }

  /** BODY: the text of a part contains it, or the header of a part in the body. */
  public boolean bodyContains(WantedText wanted) throws IOException {
    return wanted.isEmpty() || inBody(wanted);
  }

  /** TEXT: the header or the body contains it. */
  public boolean contains(WantedText wanted) throws IOException {
    return wanted.isEmpty() || inHeader(structure.part(0), wanted) || inBody(wanted);
  }

  /** The text of a part without transfer encoding and charset. */
  DecodedText text(PartEntry part) throws IOException {
    return new DecodedText(octets(part), charset(part, new Octets()));
  }

  private DecodedOctets octets(PartEntry part) {
    return new DecodedOctets(message, part.body(), part.encoding(), PIECE);
  }

  private boolean inBody(WantedText wanted) throws IOException {
    for (int i = 0; i < structure.partCount(); i++) {
      var part = structure.part(i);
      if (i > 0 && inHeader(part, wanted) || part.kind() == Kind.TEXT && inText(part, wanted)) {
        return true;
      }
    }
    return false;
  }

  private boolean inHeader(PartEntry part, WantedText wanted) throws IOException {
    var header = wanted.header();
    var fields = fields(part, header);
    if (!wanted.mayBeInHeader(header)) {
      return false;
    }
    var matcher = wanted.matcher();
    while (fields.next() && !matcher.found()) {
      matcher.restart();
      matcher.accept(CaseMap.fold(fields.name() + ": " + EncodedWords.decode(fields.value())));
    }
    return matcher.found();
  }

  private boolean inText(PartEntry part, WantedText wanted) throws IOException {
    var charset = charset(part, wanted.header());
    var answer = Charsets.keepsAscii(charset) ? wanted.in(octets(part)) : Answer.UNKNOWN;
    return switch (answer) {
      case YES -> true;
      case NO -> false;
      case UNKNOWN -> inDecoded(new DecodedText(octets(part), charset), wanted.matcher());
    };
  }

  private static boolean inDecoded(DecodedText text, TextMatcher matcher) throws IOException {
    var folder = new Folder();
    char[] piece = new char[PIECE];
    int count = text.read(piece, 0, piece.length);
    while (count >= 0 && !matcher.accept(folder.fold(piece, count))) {
      count = text.read(piece, 0, piece.length);
    }
    return matcher.accept(folder.finish());
  }

  private Charset charset(PartEntry part, Octets room) throws IOException {
    var content = new ContentFields();
    var fields = fields(part, room);
    while (fields.next()) {
      content.accept(fields);
    }
    return content.mediaType(DefaultType.TEXT_PLAIN).charset();
  }

  /** What was kept of the header when the message was scanned is looked at again. */
  private FieldCursor fields(PartEntry part, Octets room) throws IOException {
    var header = part.header();
    int length = (int) Math.min(KeptHeader.MAX_SIZE, header.length());
    room.filled(length == 0 ? 0 : message.read(header.offset(), room.room(length)));
    return new FieldCursor(room.array(), 0, room.size());
  }
}
