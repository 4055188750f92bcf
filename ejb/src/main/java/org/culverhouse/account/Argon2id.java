package org.culverhouse.account;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the PHC string form, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param memory in KiB
 */
record Argon2id(int memory, int passes, int lanes) {
  /** 19 MiB, two passes, one lane: some 30 ms and 19 MiB for each guess. */
  static final Argon2id STANDARD = new Argon2id(19 * 1024, 2, 1);

  static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  String hash(byte[] password, byte[] salt) {
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memory,
            passes,
            lanes,
            encoder.encodeToString(salt),
            encoder.encodeToString(derive(password, salt, HASH_LENGTH)));
  }

  /**
   * @throws IllegalArgumentException when {@code stored} is not of this form
   */
  static boolean matches(String stored, byte[] password) {
    var form = FORM.matcher(stored);
    if (!form.matches()) {
      throw new IllegalArgumentException("a stored password is not in the form of Argon2id");
    }
    var decoder = Base64.getDecoder();
    var expected = decoder.decode(form.group(5));
    var parameters = new Argon2id(number(form, 1), number(form, 2), number(form, 3));
    var found = parameters.derive(password, decoder.decode(form.group(4)), expected.length);
    return MessageDigest.isEqual(expected, found);
  }

  private static int number(Matcher form, int group) {
    return Integer.parseInt(form.group(group));
  }

  private byte[] derive(byte[] password, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    var copy = Arrays.copyOf(password, password.length);
    try {
      generator.generateBytes(copy, hash);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
    return hash;
  }
}
