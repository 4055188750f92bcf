package org.culverhouse.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.culverhouse.api.Content;
import org.culverhouse.mime.Part.DefaultType;
import org.culverhouse.mime.Part.Kind;

/**
 * A message as SEARCH reads it: decoded, and compared by i;unicode-casemap (RFC 9051 section
 * 6.4.4). Of parts that are no text only the MIME headers count. Used by one thread; the message
 * stays the caller's to close.
 */
public final class MessageText {
  private static final int PIECE = 8 * 1024;

  private final Content message;
  private final StructureRecord structure;

  public MessageText(Content message, StructureRecord structure) {
    this.message = message;
    this.structure = structure;
  }

  /** HEADER: a field of that name contains the text; empty text asks only for the field. */
  public boolean headerContains(String field, String text) throws IOException {
    var matcher = new TextMatcher(CaseMap.fold(text));
    return matcher.isInField(field, fields(structure.part(0)));
  }

  /** BODY: the text of a part contains it, or the header of a part in the body. */
  public boolean bodyContains(String text) throws IOException {
    return inBody(new TextMatcher(CaseMap.fold(text)));
  }

  /** TEXT: the header or the body contains it. */
  public boolean contains(String text) throws IOException {
    var matcher = new TextMatcher(CaseMap.fold(text));
    return inHeader(structure.part(0), matcher) || inBody(matcher);
  }

  /** The text of a part without transfer encoding and charset. */
  DecodedText text(PartEntry part) throws IOException {
    return new DecodedText(message, part.body(), part.encoding(), charset(part));
  }

  private boolean inBody(TextMatcher matcher) throws IOException {
    for (int i = 0; i < structure.partCount() && !matcher.found(); i++) {
      var part = structure.part(i);
      if (i > 0) {
        inHeader(part, matcher);
      }
      if (part.kind() == Kind.TEXT) {
        inText(part, matcher);
      }
    }
    return matcher.found();
  }

  private boolean inHeader(PartEntry part, TextMatcher matcher) throws IOException {
    var fields = fields(part);
    while (fields.next() && !matcher.found()) {
      matcher.restart();
      matcher.accept(CaseMap.fold(fields.name() + ": " + EncodedWords.decode(fields.value())));
    }
    return matcher.found();
  }

  private void inText(PartEntry part, TextMatcher matcher) throws IOException {
    matcher.restart();
    var text = text(part);
    var folder = new Folder();
    char[] piece = new char[PIECE];
    int count = text.read(piece, 0, piece.length);
    while (count >= 0 && !matcher.accept(folder.fold(piece, count))) {
      count = text.read(piece, 0, piece.length);
    }
    matcher.accept(folder.finish());
  }

  private Charset charset(PartEntry part) throws IOException {
    var content = new ContentFields();
    var fields = fields(part);
    while (fields.next()) {
      content.accept(fields);
    }
    return content.mediaType(DefaultType.TEXT_PLAIN).charset();
  }

  /** What was kept of the header when the message was scanned is looked at again. */
  private FieldCursor fields(PartEntry part) throws IOException {
    var header = part.header();
    var octets = ByteBuffer.allocate((int) Math.min(KeptHeader.MAX_SIZE, header.length()));
    int length = octets.hasRemaining() ? message.read(header.offset(), octets) : 0;
    return new FieldCursor(octets.array(), 0, length);
  }
}
