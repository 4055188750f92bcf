package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.culverhouse.mime.Part.DefaultType;
import org.culverhouse.mime.Part.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a part's header, in IMAP syntax where it only goes to clients.
 *
 * @param boundary what separates the parts of a multipart, else empty
 * @param childType what parts of this one are by default
 * @param type of what is in it
 * @param basic type to encoding; of a multipart the subtype
 * @param extension the extension data, each element with a space in front
 * @param envelope of a message, else empty
 * @param sent the Date of a message, if it has a valid one
 */
record PartHeader(
    Kind kind,
    TransferEncoding encoding,
    byte[] boundary,
    DefaultType childType,
    MediaType type,
    byte[] basic,
    byte[] extension,
    byte[] envelope,
    @Nullable OffsetDateTime sent) {

  static final byte[] NOTHING = {};

  /** A leaf of which nothing is known, as an answer to headers without end. */
  static final PartHeader OPAQUE =
      new PartHeader(
          Kind.OTHER,
          TransferEncoding.IDENTITY,
          NOTHING,
          DefaultType.TEXT_PLAIN,
          MediaType.OCTET_STREAM,
          ascii("\"application\" \"octet-stream\" NIL NIL NIL \"7bit\""),
          ascii(" NIL NIL NIL NIL"),
          ascii("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"),
          null);

  int renderedSize() {
    return basic.length + extension.length + envelope.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
