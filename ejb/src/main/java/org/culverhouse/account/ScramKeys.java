package org.culverhouse.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.saslprep.SASLprep;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a server keeps of a password for SCRAM (RFC 5802 section 3): with it, a proof can be
 * checked, and a client cannot be played. The text form is that of RFC 5803 section 2. Immutable.
 */
public final class ScramKeys {
  /** Some 60 ms for each guess at a stolen key; RFC 7677 section 4 asks for 4096 at least. */
  static final int ITERATIONS = 100_000;

  static final int SALT_LENGTH = 16;

  private static final Pattern FORM =
      Pattern.compile(
          "SCRAM-SHA-(1|256)\\$([1-9][0-9]{3,7}):([A-Za-z0-9+/=]{8,88})"
              + "\\$([A-Za-z0-9+/=]{28,44}):([A-Za-z0-9+/=]{28,44})");

  private final ScramHash hash;
  private final int iterations;
  private final byte[] salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  private ScramKeys(
      ScramHash hash, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    this.hash = hash;
    this.iterations = iterations;
    this.salt = salt;
    this.storedKey = storedKey;
    this.serverKey = serverKey;
  }

  /** Of a new password, in UTF-8; the caller wipes it. */
  static ScramKeys of(ScramHash hash, byte[] password, byte[] salt, int iterations) {
    var chars = prepared(password);
    var spec = new PBEKeySpec(chars, salt, iterations, hash.length() * Byte.SIZE);
    Arrays.fill(chars, '\0');
    byte[] salted = new byte[0];
    try {
      salted =
          SecretKeyFactory.getInstance("PBKDF2With" + hash.mac()).generateSecret(spec).getEncoded();
      var clientKey = hmac(hash, salted, "Client Key".getBytes(UTF_8));
      var serverKey = hmac(hash, salted, "Server Key".getBytes(UTF_8));
      return new ScramKeys(hash, iterations, salt.clone(), digest(hash, clientKey), serverKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2 is part of every JDK", e);
    } finally {
      spec.clearPassword();
      Arrays.fill(salted, (byte) 0);
    }
  }

  /** Keys that no password fits, and that look the same each time they are asked for. */
  static ScramKeys ofNobody(ScramHash hash, byte[] secret, String user) {
    var seed = hmac(ScramHash.SHA_256, secret, (hash.mechanism() + '\0' + user).getBytes(UTF_8));
    var stored = hmac(hash, seed, "stored".getBytes(UTF_8));
    var server = hmac(hash, seed, "server".getBytes(UTF_8));
    return new ScramKeys(hash, ITERATIONS, Arrays.copyOf(seed, SALT_LENGTH), stored, server);
  }

  /**
   * @throws IllegalArgumentException when it has not the form of RFC 5803
   */
  static ScramKeys parse(String stored) {
    var form = FORM.matcher(stored);
    if (!form.matches()) {
      throw new IllegalArgumentException("keys of SCRAM are not in the form of RFC 5803");
    }
    var hash = form.group(1).equals("1") ? ScramHash.SHA_1 : ScramHash.SHA_256;
    var decoder = Base64.getDecoder();
    return new ScramKeys(
        hash,
        Integer.parseInt(form.group(2)),
        decoder.decode(form.group(3)),
        decoder.decode(form.group(4)),
        decoder.decode(form.group(5)));
  }

  public ScramHash hash() {
    return hash;
  }

  public int iterations() {
    return iterations;
  }

  public byte[] salt() {
    return salt.clone();
  }

  /**
   * The server's signature when the proof fits what both sides have said (RFC 5802 section 3); the
   * time it takes does not depend on where they differ.
   */
  public Optional<byte[]> signature(byte[] proof, byte[] authMessage) {
    if (proof.length != hash.length()) {
      return Optional.empty();
    }
    var clientKey = hmac(hash, storedKey, authMessage);
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= proof[i];
    }
    boolean fits = MessageDigest.isEqual(digest(hash, clientKey), storedKey);
    Arrays.fill(clientKey, (byte) 0);
    return fits ? Optional.of(hmac(hash, serverKey, authMessage)) : Optional.empty();
  }

  private static byte[] hmac(ScramHash hash, byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance(hash.mac());
      mac.init(new SecretKeySpec(key, hash.mac()));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(hash.mac() + " is part of every JDK", e);
    }
  }

  private static byte[] digest(ScramHash hash, byte[] message) {
    try {
      return MessageDigest.getInstance(hash.digest()).digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(hash.digest() + " is part of every JDK", e);
    }
  }

  /** SASLprep (RFC 4013), which clients apply; what it forbids is taken as it is. */
  private static char[] prepared(byte[] password) {
    CharBuffer decoded;
    try {
      decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(password));
    } catch (CharacterCodingException e) {
      // No client can send it: SCRAM is UTF-8.
      decoded = CharBuffer.wrap(new char[] {'\uFFFF'});
    }
    var chars = Arrays.copyOf(decoded.array(), decoded.limit());
    Arrays.fill(decoded.array(), '\0');
    try {
      var prepared = new SASLprep().prepareStored(chars);
      if (prepared != chars) {
        Arrays.fill(chars, '\0');
      }
      return prepared;
    } catch (IllegalArgumentException e) {
      return chars;
    }
  }

  /** As it is stored. */
  String text() {
    var encoder = Base64.getEncoder();
    return "%s$%d:%s$%s:%s"
        .formatted(
            hash.mechanism(),
            iterations,
            encoder.encodeToString(salt),
            encoder.encodeToString(storedKey),
            encoder.encodeToString(serverKey));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScramKeys that
        && hash == that.hash
        && iterations == that.iterations
        && Arrays.equals(salt, that.salt)
        && MessageDigest.isEqual(storedKey, that.storedKey)
        && MessageDigest.isEqual(serverKey, that.serverKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return "ScramKeys[" + hash.mechanism() + "]";
  }
}
