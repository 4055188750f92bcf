package org.culverhouse.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of a list begins, as an opaque text: behind the thing of that name. It holds no
 * secret, and a forged one can only begin elsewhere.
 */
record Cursor(String after, boolean descending) {
  private static final int MAX_LENGTH = 1024;

  String text() {
    var plain = (descending ? "-" : "+") + after;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws Refusal 400 when it is not one that {@link #text} has given for this direction
   */
  static Cursor parse(String text, boolean descending) {
    try {
      if (text.length() <= MAX_LENGTH) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var plain = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        if (plain.length() > 1
            && plain.startsWith(descending ? "-" : "+")
            && plain.chars().noneMatch(Character::isISOControl)) {
          return new Cursor(plain.substring(1), descending);
        }
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // As below.
    }
    throw Refusal.malformed("The cursor is not one that this list has given");
  }
}
