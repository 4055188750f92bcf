package org.culverhouse.connector.wire.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.connector.wire.command.Octets.Kind;

/**
 * Reads one command from left to right in the words of the grammar (RFC 9051 section 9). Whatever
 * is wrong ends it with a {@link Rejection} that names the token and its column, counted from the
 * name of the command.
 */
final class Lexer {
  private final CommandText text;
  private final CommandLimits limits;
  private final Strings strings;
  private final Set<Extension> enabled;
  private int at;
  private int commandStart;
  private int depth;
  private boolean secret;

  /**
   * @param enabled what the client has switched on
   */
  Lexer(CommandText text, CommandLimits limits, Set<Extension> enabled) {
    this.enabled = enabled;
    this.text = text;
    this.limits = limits;
    this.strings = new Strings(this, text, limits);
  }

  CommandLimits limits() {
    return limits;
  }

  boolean has(Extension extension) {
    return enabled.contains(extension);
  }

  /** Refuses a use of message numbers by a client that has given them up (RFC 9586 section 3). */
  void requireNoNumbers(String what) {
    if (has(Extension.UIDONLY)) {
      throw Rejection.bad(
          Plain.UIDREQUIRED, what + " uses message numbers, which UIDONLY does without");
    }
  }

  /** Whether the client writes mailbox names in UTF-8. */
  boolean isUtf8() {
    return Extension.readsUtf8(enabled);
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  /** The name of the command stands here: columns are counted from it. */
  void startCommand() {
    commandStart = at;
  }

  /** From here on no answer may show what was sent: it may be a password. */
  void hideTokens() {
    secret = true;
  }

  boolean atEnd() {
    return at == text.length();
  }

  boolean peek(char c) {
    return at < text.length() && text.at(at) == c;
  }

  boolean peek(Kind kind) {
    return at < text.length() && kind.has(text.at(at));
  }

  boolean take(char c) {
    if (!peek(c)) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c) {
    if (!take(c)) {
      throw expected(c == ' ' ? "a space" : "\"" + c + "\"");
    }
  }

  void sp() {
    expect(' ');
  }

  /** The end of the command; spaces in front of it are forgiven, for some clients send them. */
  void end() {
    while (take(' ')) {}
    if (!atEnd()) {
      throw expected("the end of the command");
    }
  }

  /** {@code 1*} of one class of octets. */
  String word(Kind kind, String what) {
    int start = at;
    while (peek(kind)) {
      at++;
    }
    if (at == start) {
      throw expected(what);
    }
    return new String(text.copy(start, at), StandardCharsets.US_ASCII);
  }

  /** The same, as octets that nobody else has. */
  byte[] octets(Kind kind, String what) {
    return strings.span(kind, what);
  }

  String atom(String what) {
    return word(Kind.ATOM, what);
  }

  /** The name of an item or an option, in upper case. */
  String label(String what) {
    return word(Kind.LABEL, what).toUpperCase(Locale.ROOT);
  }

  /** Takes the word if it stands here as a whole, in any case. */
  boolean takeWord(String word) {
    int end = at + word.length();
    if (end > text.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Character.toUpperCase((char) text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    if (end < text.length() && Kind.ATOM.has(text.at(end))) {
      return false;
    }
    at = end;
    return true;
  }

  /** {@code astring}: the octets, which nobody else has. */
  byte[] astring(String what) {
    return strings.astring(what);
  }

  /** {@code astring} as UTF-8. */
  String text(String what) {
    int from = at;
    return Octets.decode(astring(what), StandardCharsets.UTF_8)
        .orElseThrow(() -> bad("Invalid UTF-8 in " + what, from));
  }

  /** {@code list-mailbox}. */
  byte[] listMailbox(String what) {
    return peekString() ? astring(what) : octets(Kind.LIST, what);
  }

  boolean peekString() {
    return peek('"') || peek('{');
  }

  /** A message of APPEND begins; what is announced from now on belongs to it. */
  void beginMessage() {
    strings.beginMessage();
  }

  /** The whole message. */
  Content message() {
    return strings.message();
  }

  /** A literal that may be empty, of which others are parts of the same message. */
  Content partOfMessage() {
    return strings.partOfMessage();
  }

  /** {@code number}: unsigned 32 bits. */
  long number(String what) {
    return digits(what, 0xFFFF_FFFFL);
  }

  long nzNumber(String what) {
    int from = at;
    long number = number(what);
    if (number == 0) {
      throw bad("Zero is not " + what + ":", from);
    }
    return number;
  }

  /** {@code number64}: unsigned 63 bits. */
  long number64(String what) {
    return digits(what, Long.MAX_VALUE);
  }

  private long digits(String what, long max) {
    int from = at;
    long value = 0;
    while (peek(Kind.DIGIT)) {
      int digit = text.at(at++) - '0';
      if (value > (max - digit) / 10) {
        throw bad("Number out of range for " + what + ":", from);
      }
      value = value * 10 + digit;
    }
    if (at == from) {
      throw expected(what);
    }
    return value;
  }

  /** {@code "(" element *(SP element) ")"}. */
  <T> List<T> list(Supplier<T> element) {
    open();
    var elements = new ArrayList<T>();
    do {
      elements.add(element.get());
      checkCount(elements.size());
    } while (take(' '));
    close();
    return elements;
  }

  /** The same, or {@code "()"}. */
  <T> List<T> listOrEmpty(Supplier<T> element) {
    if (peek('(') && at + 1 < text.length() && text.at(at + 1) == ')') {
      at += 2;
      return List.of();
    }
    return list(element);
  }

  /** Refuses the command when a list in it grows beyond its bound. */
  void checkCount(int count) {
    if (count > limits.items()) {
      throw Rejection.no(
          Plain.LIMIT, "More than " + limits.items() + " elements in a list" + column(at));
    }
  }

  void open() {
    int from = at;
    expect('(');
    descend(from);
  }

  boolean peekSpaceAndOpen() {
    return peek(' ') && at + 1 < text.length() && text.at(at + 1) == '(';
  }

  /** A list may stand behind a space; a space alone is left where it is. */
  boolean takeSpaceAndOpen() {
    if (!peekSpaceAndOpen()) {
      return false;
    }
    at++;
    open();
    return true;
  }

  void close() {
    expect(')');
    ascend();
  }

  /** One level deeper; the parsers call themselves only between this and {@link #ascend}. */
  void descend(int from) {
    if (++depth > limits.depth()) {
      throw bad("Nested deeper than " + limits.depth() + " levels:", from);
    }
  }

  void ascend() {
    depth--;
  }

  /** BAD, with the token that starts at that position. */
  Rejection bad(String what, int from) {
    if (secret) {
      return Rejection.bad(what + column(from));
    }
    return Rejection.bad(what + " " + token(from) + column(from));
  }

  /** BAD, with a text of octets that were read from that position on. */
  Rejection badText(String what, String found, int from) {
    var octets = found.getBytes(StandardCharsets.ISO_8859_1);
    return Rejection.bad(what + " " + Octets.show(octets) + column(from));
  }

  /** BAD: something else stands here. */
  Rejection expected(String what) {
    if (atEnd()) {
      return Rejection.bad("Expected " + what + ", found the end of the line" + column(at));
    }
    return bad("Expected " + what + (secret ? "" : ", found"), at);
  }

  private String column(int position) {
    return " at column " + (position - commandStart + 1);
  }

  /** What stands there up to the next space or bracket, made safe to be shown. */
  String token(int from) {
    if (from >= text.length()) {
      return "the end of the line";
    }
    int end = from + 1;
    while (end < text.length() && end - from < 100 && !endsToken(text.at(end))) {
      end++;
    }
    if (end < text.length() && text.at(end) == '}') {
      end++;
    }
    return Octets.show(text.copy(from, end));
  }

  private static boolean endsToken(byte octet) {
    return octet == ' '
        || octet == '('
        || octet == ')'
        || octet == ']'
        || octet == '{'
        || octet == '}';
  }
}
