package org.culverhouse.mime;

import java.nio.ByteBuffer;

/**
 * BODY, made from BODYSTRUCTURE by leaving out the extension data (RFC 9051 section 7.5.2). What of
 * a body is none is told by form alone: behind the size, lines are a number and the message of a
 * message/rfc822 begins with a parenthesis, while extension data begins with a string or NIL. The
 * depth is that of the scanner's tree. One thread.
 */
final class BasicBody {
  /** Type, subtype, parameters, id, description, encoding, size. */
  private static final int BASIC_FIELDS = 7;

  private final byte[] in;
  private final byte[] out;
  private int at;
  private int length;

  private BasicBody(byte[] in) {
    this.in = in;
    out = new byte[in.length];
  }

  /**
   * @throws CorruptStructureException if it is no BODYSTRUCTURE as we write it
   */
  static ByteBuffer of(ByteBuffer bodyStructure) throws CorruptStructureException {
    var octets = new byte[bodyStructure.remaining()];
    bodyStructure.get(bodyStructure.position(), octets);
    var body = new BasicBody(octets);
    body.copyBody(0);
    body.require(body.at == octets.length);
    return ByteBuffer.wrap(body.out, 0, body.length);
  }

  private void copyBody(int depth) throws CorruptStructureException {
    require(depth <= MimeScanner.MAX_DEPTH);
    copy('(');
    if (next() == '(') {
      while (next() == '(') {
        copyBody(depth + 1);
      }
      copy(' ');
      copyElement();
    } else {
      copyElement();
      for (int i = 1; i < BASIC_FIELDS; i++) {
        copy(' ');
        copyElement();
      }
      copyTypeFields(depth);
    }
    while (next() == ' ') {
      at++;
      at = endOfElement(at);
    }
    copy(')');
  }

  private void copyTypeFields(int depth) throws CorruptStructureException {
    if (next() != ' ') {
      return;
    }
    int first = at + 1 < in.length ? in[at + 1] : 0;
    if (first == '(') {
      copy(' ');
      copyElement();
      copy(' ');
      copyBody(depth + 1);
    }
    if (first == '(' || first >= '0' && first <= '9') {
      copy(' ');
      copyElement();
    }
  }

  private void copyElement() throws CorruptStructureException {
    int end = endOfElement(at);
    System.arraycopy(in, at, out, length, end - at);
    length += end - at;
    at = end;
  }

  private void copy(char octet) throws CorruptStructureException {
    require(next() == octet);
    out[length++] = in[at++];
  }

  private int next() {
    return at < in.length ? in[at] : 0;
  }

  /** Behind a string, number, NIL or list. */
  private int endOfElement(int start) throws CorruptStructureException {
    int end = start;
    int open = 0;
    do {
      require(end < in.length);
      switch (in[end]) {
        case '(' -> {
          open++;
          end++;
        }
        case ')' -> {
          open--;
          end++;
        }
        case ' ' -> end++;
        case '"' -> end = endOfQuoted(end + 1);
        case '{' -> end = endOfLiteral(end + 1);
        default -> end = endOfAtom(end + 1);
      }
      require(open >= 0);
    } while (open > 0);
    return end;
  }

  private int endOfQuoted(int start) throws CorruptStructureException {
    int end = start;
    while (end < in.length && in[end] != '"') {
      end += in[end] == '\\' ? 2 : 1;
    }
    require(end < in.length);
    return end + 1;
  }

  private int endOfLiteral(int start) throws CorruptStructureException {
    int end = start;
    long size = 0;
    while (end < in.length && in[end] >= '0' && in[end] <= '9' && size < in.length) {
      size = size * 10 + in[end++] - '0';
    }
    long behind = end + "}\r\n".length() + size;
    require(behind <= in.length);
    return (int) behind;
  }

  private int endOfAtom(int start) {
    int end = start;
    while (end < in.length && in[end] != ' ' && in[end] != '(' && in[end] != ')') {
      end++;
    }
    return end;
  }

  private void require(boolean isBody) throws CorruptStructureException {
    if (!isBody) {
      throw new CorruptStructureException("BODYSTRUCTURE", in.length, at);
    }
  }
}
