package org.culverhouse.connector.wire.command;

import org.culverhouse.api.Content;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.connector.wire.command.Octets.Kind;
import org.culverhouse.connector.wire.command.Parsed.Synchronizing;
import org.culverhouse.connector.wire.command.Parsed.Use;

/** Atoms, quoted strings and literals as octets (RFC 9051 section 4.3). */
final class Strings {
  private final Lexer in;
  private final CommandText text;
  private final CommandLimits limits;
  private int nextLiteral;
  private int messages;
  private long messageOctets;

  Strings(Lexer in, CommandText text, CommandLimits limits) {
    this.in = in;
    this.text = text;
    this.limits = limits;
  }

  /** {@code astring = 1*ASTRING-CHAR / string}. */
  byte[] astring(String what) {
    if (in.peek('"')) {
      return quoted();
    }
    return in.peek('{') ? literal() : span(Kind.ASTRING, what);
  }

  byte[] span(Kind kind, String what) {
    int start = in.position();
    int end = start;
    while (end < text.length() && kind.has(text.at(end))) {
      end++;
    }
    if (end == start) {
      throw in.expected(what);
    }
    in.moveTo(end);
    return text.copy(start, end);
  }

  /** {@code quoted = DQUOTE *QUOTED-CHAR DQUOTE}. */
  private byte[] quoted() {
    int start = in.position() + 1;
    int escapes = 0;
    int end = start;
    while (end < text.length() && text.at(end) != '"') {
      byte octet = text.at(end);
      if (octet == 0 || octet == '\r') {
        throw in.bad("A quoted string holds NUL or CR:", end);
      }
      if (octet == '\\') {
        end++;
        escapes++;
        if (end < text.length() && text.at(end) != '"' && text.at(end) != '\\') {
          throw in.bad("Only a quote or a backslash may be escaped:", end - 1);
        }
      }
      end++;
    }
    if (end >= text.length()) {
      throw in.bad("Unterminated quoted string", start - 1);
    }
    in.moveTo(end + 1);
    return escapes == 0 ? text.copy(start, end) : unescaped(start, end, escapes);
  }

  private byte[] unescaped(int start, int end, int escapes) {
    var octets = new byte[end - start - escapes];
    int next = start;
    for (int i = 0; i < octets.length; i++) {
      if (text.at(next) == '\\') {
        next++;
      }
      octets[i] = text.at(next++);
    }
    return octets;
  }

  private byte[] literal() {
    int from = in.position();
    var literal = arrived(Use.STRING);
    if (literal.hasNul()) {
      throw in.bad("NUL in the literal", from);
    }
    return text.copy(literal.start(), literal.end());
  }

  void beginMessage() {
    messages++;
    messageOctets = 0;
  }

  Content partOfMessage() {
    if (!in.peek('{')) {
      throw in.expected("a literal");
    }
    return messageIn(arrived(Use.PART));
  }

  /** {@code literal}, or {@code literal8 = "~{" number64 ["+"] "}" CRLF *OCTET}. */
  Content message() {
    boolean isBinary =
        in.peek('~') && in.position() + 1 < text.length() && text.at(in.position() + 1) == '{';
    if (isBinary) {
      in.expect('~');
    } else if (!in.peek('{')) {
      throw in.expected("a literal");
    }
    return messageIn(arrived(isBinary ? Use.BINARY_MESSAGE : Use.MESSAGE));
  }

  private Content messageIn(CommandText.Literal literal) {
    var message = literal.message();
    if (message == null) {
      throw new IllegalStateException("a string stands where a message was read");
    }
    messageOctets += message.size();
    return message;
  }

  /** {@code literal = "{" number64 ["+"] "}" CRLF *CHAR8}. */
  private CommandText.Literal arrived(Use use) {
    int from = in.position();
    var announcement = new Announcement();
    int end = from;
    do {
      announcement.next(text.at(end++));
    } while (end < text.length() && text.at(end - 1) != '}');
    var literal = text.literal(nextLiteral);
    boolean lineEnds = literal == null ? end == text.length() : literal.announced() == end;
    if (!announcement.isComplete() || !lineEnds) {
      throw in.bad("Invalid announcement of a literal", from);
    }
    if (literal == null) {
      checkBudget(announcement, use, from);
      var synchronizing = announcement.isNonSynchronizing() ? Synchronizing.NO : Synchronizing.YES;
      throw new LiteralWanted(announcement.size(), synchronizing, use, messages);
    }
    nextLiteral++;
    in.moveTo(literal.end());
    return literal;
  }

  private void checkBudget(Announcement announcement, Use use, int from) {
    long size = announcement.size();
    switch (use) {
      case STRING -> checkString(size, from);
      case PART -> checkMessage(size, from);
      case MESSAGE, BINARY_MESSAGE -> {
        if (size == 0) {
          throw Rejection.no(Plain.CANNOT, "An empty message {0} cancels APPEND");
        }
        checkMessage(size, from);
      }
    }
    if (announcement.isNonSynchronizing() && size > limits.nonSynchronizing()) {
      throw Rejection.bad(
          Plain.TOOBIG,
          "A non-synchronizing literal may have %d octets, not %s"
              .formatted(limits.nonSynchronizing(), in.token(from)));
    }
  }

  private void checkString(long size, int from) {
    if (text.stringCount() >= limits.literalCount()) {
      throw Rejection.no(
          Plain.LIMIT,
          "A command may have %d literals, this is one more: %s"
              .formatted(limits.literalCount(), in.token(from)));
    }
    long room = Math.min(limits.literal(), limits.literals() - text.stringOctets());
    if (size > room) {
      throw Rejection.no(
          Plain.TOOBIG,
          "The literal %s is larger than the %d octets that are left"
              .formatted(in.token(from), room));
    }
  }

  private void checkMessage(long size, int from) {
    if (size > limits.message() - messageOctets) {
      throw Rejection.no(
          Plain.TOOBIG,
          "A message may have %d octets, not %s".formatted(limits.message(), in.token(from)));
    }
    if (text.messageCount() >= limits.messageCount()) {
      throw Rejection.no(
          Plain.LIMIT,
          "APPEND may bring %d messages, this is one more: %s"
              .formatted(limits.messageCount(), in.token(from)));
    }
  }
}
