package org.culverhouse.connector.wire.command;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.culverhouse.api.model.EmailId;

/**
 * Identities of messages and mailboxes (RFC 8474 section 7):
 *
 * <pre>
 * objectid = 1*255(ALPHA / DIGIT / "_" / "-")
 * </pre>
 */
public final class ObjectIds {
  private static final int LONGEST = 255;
  private static final char EMAIL = 'M';

  private ObjectIds() {}

  static String objectId(Lexer in) {
    int from = in.position();
    var id = in.text("an object identity");
    if (id.isEmpty() || id.length() > LONGEST || !id.chars().allMatch(ObjectIds::isAllowed)) {
      throw in.bad("Not an object identity:", from);
    }
    return id;
  }

  private static boolean isAllowed(int c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c == '_'
        || c == '-';
  }

  /** Empty for one that this server has not given. */
  static Optional<EmailId> emailId(Lexer in) {
    var id = objectId(in);
    if (id.charAt(0) != EMAIL) {
      return Optional.empty();
    }
    try {
      var octets = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id.substring(1)));
      if (octets.remaining() != 2 * Long.BYTES) {
        return Optional.empty();
      }
      var found = new EmailId(octets.getLong(), octets.getLong());
      return Optional.of(found).filter(known -> show(known).equals(id));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** A letter in front: what begins with a digit or a sign some clients take for something else. */
  public static String show(EmailId id) {
    var octets = ByteBuffer.allocate(2 * Long.BYTES).putLong(id.high()).putLong(id.low()).array();
    return EMAIL + Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
