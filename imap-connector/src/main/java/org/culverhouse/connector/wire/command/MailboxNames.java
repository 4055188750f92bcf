package org.culverhouse.connector.wire.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.response.ResponseCode.Plain;

/**
 * Mailbox names and patterns in commands: modified UTF-7 (RFC 3501 section 5.1.3), and also plain
 * UTF-8 in strings, which many clients send; UTF-8 alone once the client has switched it on (RFC
 * 6855 section 3, RFC 9051 section 5.1).
 */
final class MailboxNames {
  private static final int LONGEST_PATTERN = 2 * MailboxName.MAX_BYTES;

  private MailboxNames() {}

  /** {@code mailbox = "INBOX" / astring}. */
  static MailboxName mailbox(Lexer in) {
    return checked(in.astring("a mailbox name"), in);
  }

  /** The same; empty for a name that no mailbox can have. */
  static Optional<MailboxName> anyMailbox(Lexer in) {
    return decode(in.astring("a mailbox name"), in.isUtf8()).flatMap(MailboxNames::named);
  }

  private static Optional<MailboxName> named(String name) {
    try {
      return Optional.of(new MailboxName(name));
    } catch (IllegalArgumentException impossible) {
      return Optional.empty();
    }
  }

  /** The name in CREATE, which may end in the separator (RFC 9051 section 6.3.4). */
  static MailboxName newMailbox(Lexer in) {
    var octets = in.astring("a mailbox name");
    int length = octets.length;
    if (length > 1 && octets[length - 1] == MailboxName.SEPARATOR) {
      return checked(java.util.Arrays.copyOf(octets, length - 1), in);
    }
    return checked(octets, in);
  }

  private static MailboxName checked(byte[] octets, Lexer in) {
    var name = decoded(octets, in);
    try {
      return new MailboxName(name);
    } catch (IllegalArgumentException invalid) {
      throw cannot(octets, String.valueOf(invalid.getMessage()));
    }
  }

  /** The reference of LIST and LSUB: a mailbox name, or empty. */
  static String reference(Lexer in) {
    return pattern(in.astring("a reference"), in);
  }

  /** {@code list-mailbox = 1*list-char / string}. */
  static String pattern(Lexer in) {
    return pattern(in.listMailbox("a mailbox pattern"), in);
  }

  private static String pattern(byte[] octets, Lexer in) {
    if (octets.length > LONGEST_PATTERN) {
      throw cannot(octets, "it is longer than " + LONGEST_PATTERN + " octets");
    }
    return decoded(octets, in);
  }

  private static String decoded(byte[] octets, Lexer in) {
    var encoding = in.isUtf8() ? "UTF-8" : "modified UTF-7";
    return decode(octets, in.isUtf8()).orElseThrow(() -> cannot(octets, "it is not " + encoding));
  }

  private static Optional<String> decode(byte[] octets, boolean isUtf8) {
    return !isUtf8 && Octets.isAscii(octets)
        ? ModifiedUtf7.decode(new String(octets, StandardCharsets.US_ASCII))
        : Octets.decode(octets, StandardCharsets.UTF_8);
  }

  private static Rejection cannot(byte[] octets, String why) {
    return Rejection.no(
        Plain.CANNOT, "Mailbox name " + Octets.show(octets) + " is not possible: " + why);
  }
}
