package org.culverhouse.mime;

import java.io.IOException;
import java.io.Reader;

/**
 * The beginning of a text as people would read it (RFC 8970 section 3): white space in one, and of
 * HTML no tags, scripts, styles and title. One thread.
 */
final class Preview {
  private static final int MAX_CHARACTERS = 200;

  /** So many octets of a part are looked through at most, whatever they say. */
  static final int MAX_OCTETS = 64 * 1024;

  /** Most previews end within it. */
  static final int PIECE = 512;

  private static final int MAX_NAME = 16;

  private final StringBuilder result = new StringBuilder(MAX_CHARACTERS + 1);
  private final StringBuilder name = new StringBuilder(MAX_NAME);
  private final boolean isHtml;
  private int characters;
  private boolean blankBefore;
  private State state = State.TEXT;

  /** The element whose content is passed over, or nothing. */
  private String hidden = "";

  private enum State {
    TEXT,
    TAG_NAME,
    TAG,
    ENTITY
  }

  private Preview(boolean isHtml) {
    this.isHtml = isHtml;
  }

  static String of(Reader text, boolean isHtml) throws IOException {
    var preview = new Preview(isHtml);
    char[] piece = new char[PIECE];
    int count = text.read(piece, 0, piece.length);
    while (count >= 0 && !preview.isFull()) {
      for (int i = 0; i < count; i++) {
        preview.accept(piece[i]);
      }
      count = text.read(piece, 0, piece.length);
    }
    return preview.cut();
  }

  private boolean isFull() {
    return characters > MAX_CHARACTERS;
  }

  private String cut() {
    int end = result.length();
    if (end > 0 && Character.isHighSurrogate(result.charAt(end - 1))) {
      end--;
    }
    return result.substring(0, end).stripTrailing();
  }

  private void accept(char c) {
    switch (state) {
      case TEXT -> text(c);
      case TAG_NAME -> tagName(c);
      case TAG -> tag(c);
      case ENTITY -> entity(c);
    }
  }

  private void text(char c) {
    if (isHtml && c == '<') {
      name.setLength(0);
      state = State.TAG_NAME;
    } else if (isHtml && c == '&' && hidden.isEmpty()) {
      name.setLength(0);
      state = State.ENTITY;
    } else if (hidden.isEmpty()) {
      write(c);
    }
  }

  private void tagName(char c) {
    if (name.length() < MAX_NAME && (c == '/' && name.isEmpty() || Character.isLetterOrDigit(c))) {
      name.append(Character.toLowerCase(c));
      return;
    }
    endName();
    state = c == '>' ? State.TEXT : State.TAG;
  }

  /** In a script, what looks like a tag may be a comparison. */
  private void tag(char c) {
    if (c == '>') {
      state = State.TEXT;
    } else if (c == '<' && !hidden.isEmpty()) {
      name.setLength(0);
      state = State.TAG_NAME;
    }
  }

  private void endName() {
    var tag = name.toString();
    if (!hidden.isEmpty()) {
      hidden = tag.equals("/" + hidden) ? "" : hidden;
      return;
    }
    switch (tag) {
      case "script", "style", "title" -> hidden = tag;
      case "b", "i", "u", "a", "em", "font", "span", "strong" -> {}
      case "/b", "/i", "/u", "/a", "/em", "/font", "/span", "/strong" -> {}
      default -> write(' ');
    }
  }

  private void entity(char c) {
    if (c != ';' && name.length() < MAX_NAME && (c == '#' || Character.isLetterOrDigit(c))) {
      name.append(c);
      return;
    }
    state = State.TEXT;
    int character = c == ';' ? Entities.character(name.toString()) : -1;
    if (character >= 0) {
      Character.toString(character).chars().forEach(unit -> write((char) unit));
      return;
    }
    write('&');
    for (int i = 0; i < name.length(); i++) {
      write(name.charAt(i));
    }
    text(c);
  }

  private void write(char c) {
    if (isFull()) {
      return;
    }
    if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
      blankBefore = !result.isEmpty();
      return;
    }
    if (blankBefore) {
      blankBefore = false;
      count();
      append(' ');
    }
    if (!Character.isLowSurrogate(c)) {
      count();
    }
    append(c);
  }

  private void count() {
    characters++;
  }

  private void append(char c) {
    if (!isFull()) {
      result.append(c);
    }
  }
}
