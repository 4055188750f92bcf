package org.culverhouse.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * The first message of SCRAM (RFC 5802 section 7, {@code client-first-message}).
 *
 * @param header {@code gs2-header} as the client wrote it
 * @param binding what it says of channel bindings
 * @param bare {@code client-first-message-bare} as the client wrote it
 */
record ClientFirst(
    String header,
    Binding binding,
    Optional<String> actAs,
    String user,
    String nonce,
    String bare) {
  private static final int MAX_NONCE = 256;

  /** {@code gs2-cbind-flag}. */
  sealed interface Binding {
    /** {@code n}: the client knows of none. */
    record Unknown() implements Binding {}

    /** {@code y}: the client does, and takes it that the server does not. */
    record NotOffered() implements Binding {}

    /** {@code p=}: the client uses this one. */
    record Used(String name) implements Binding {}
  }

  static ClientFirst parse(byte[] response) {
    var text = text(response);
    int flagEnd = text.indexOf(',');
    int headerEnd = flagEnd < 0 ? -1 : text.indexOf(',', flagEnd + 1);
    if (headerEnd < 0) {
      throw new MalformedResponseException("The SCRAM message has no GS2 header");
    }
    var bare = text.substring(headerEnd + 1);
    var fields = bare.split(",", -1);
    if (fields[0].startsWith("m=")) {
      throw new MalformedResponseException("The SCRAM message needs an extension");
    }
    if (fields.length < 2 || !fields[0].startsWith("n=") || !fields[1].startsWith("r=")) {
      throw new MalformedResponseException("The SCRAM message is not n=user,r=nonce");
    }
    return new ClientFirst(
        text.substring(0, headerEnd + 1),
        binding(text.substring(0, flagEnd)),
        actAs(text.substring(flagEnd + 1, headerEnd)),
        name(fields[0], "n="),
        nonce(fields[1].substring(2)),
        bare);
  }

  static String text(byte[] response) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(response)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedResponseException("The SCRAM message is not UTF-8");
    }
  }

  private static Binding binding(String flag) {
    return switch (flag) {
      case "n" -> new Binding.Unknown();
      case "y" -> new Binding.NotOffered();
      default -> {
        if (!flag.startsWith("p=") || flag.length() == 2) {
          throw new MalformedResponseException("The SCRAM message begins with none of n, y and p=");
        }
        yield new Binding.Used(flag.substring(2));
      }
    };
  }

  /** {@code a=} with nothing behind it is against the grammar, and GNU SASL writes it. */
  private static Optional<String> actAs(String field) {
    return field.isEmpty() || field.equals("a=")
        ? Optional.empty()
        : Optional.of(name(field, "a="));
  }

  /** {@code saslname}: comma and equals sign are written as =2C and =3D. */
  private static String name(String field, String prefix) {
    if (!field.startsWith(prefix) || field.length() == prefix.length()) {
      throw new MalformedResponseException("The SCRAM message has no name behind " + prefix);
    }
    var raw = field.substring(prefix.length());
    var name = raw.replace("=2C", ",").replace("=3D", "\0");
    if (name.indexOf('=') >= 0 || raw.indexOf('\0') >= 0) {
      throw new MalformedResponseException("The SCRAM message has a name with a bare = in it");
    }
    return name.replace('\0', '=');
  }

  private static String nonce(String text) {
    boolean printable = text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    if (text.isEmpty() || text.length() > MAX_NONCE || !printable) {
      throw new MalformedResponseException(
          "The SCRAM message has a nonce that is not 1 to " + MAX_NONCE + " printable characters");
    }
    return text;
  }
}
