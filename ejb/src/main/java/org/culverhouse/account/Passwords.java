package org.culverhouse.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/**
 * Hashes and checks passwords, as many at once as there are processors; who has waited long for a
 * turn is told to come again. Thread-safe.
 *
 * <p>A hash runs in a thread of the platform: on a virtual thread it would hold one of the few
 * carriers for its whole time, and with it the sessions of everybody else.
 */
public final class Passwords {
  /** Bytes of UTF-8. */
  public static final int MAX_LENGTH = 1024;

  /** Stands for the password of somebody who does not exist; checking it takes as long. */
  static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

  /** Everybody comes at once after a restart; a mail program waits for longer than this. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PROVEN_FOR = Duration.ofMinutes(15);
  private static final int PROVEN_COUNT = 10_000;

  private final SecureRandom random;
  private final ThreadFactory threads;
  private final Semaphore turns;
  private final ProvenPasswords proven;

  public Passwords(
      SecureRandom random, ThreadFactory threads, int processors, LongSupplier nanoTime) {
    this.random = random;
    this.threads = threads;
    this.turns = new Semaphore(processors, true);
    this.proven = new ProvenPasswords(bytes(32), PROVEN_COUNT, PROVEN_FOR, nanoTime);
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * A new password as it is stored. The caller wipes what was given.
   *
   * @throws MailException UNAVAILABLE when too many wait
   */
  public StoredPassword store(byte[] password) {
    var prepared = prepared(password);
    try {
      var salt = bytes(Argon2id.SALT_LENGTH);
      return inTurn(
          () -> {
            var hash = Argon2id.STANDARD.hash(prepared, salt);
            return new StoredPassword(hash, scramKeys(prepared));
          });
    } finally {
      Arrays.fill(prepared, (byte) 0);
    }
  }

  /**
   * What SCRAM needs of a password that has been proved, for whom it was not made when it was set.
   *
   * @throws MailException UNAVAILABLE when too many wait
   */
  Map<ScramHash, ScramKeys> scram(byte[] password) {
    var prepared = prepared(password);
    try {
      return inTurn(() -> scramKeys(prepared));
    } finally {
      Arrays.fill(prepared, (byte) 0);
    }
  }

  private Map<ScramHash, ScramKeys> scramKeys(byte[] prepared) {
    var keys = new EnumMap<ScramHash, ScramKeys>(ScramHash.class);
    for (var hash : ScramHash.values()) {
      var salt = bytes(ScramKeys.SALT_LENGTH);
      keys.put(hash, ScramKeys.of(hash, prepared, salt, ScramKeys.ITERATIONS));
    }
    return keys;
  }

  /** Whether a password is known to be the stored one, which takes no time. */
  boolean isProven(String stored, byte[] password) {
    var prepared = prepared(password);
    try {
      return proven.contains(stored, prepared);
    } finally {
      Arrays.fill(prepared, (byte) 0);
    }
  }

  /**
   * Whether a password is the stored one.
   *
   * @throws MailException UNAVAILABLE when too many wait
   */
  boolean matches(String stored, byte[] password) {
    var prepared = prepared(password);
    try {
      if (proven.contains(stored, prepared)) {
        return true;
      }
      if (!inTurn(() -> Argon2id.matches(stored, prepared)) || stored.equals(NOBODY)) {
        return false;
      }
      proven.add(stored, prepared);
      return true;
    } finally {
      Arrays.fill(prepared, (byte) 0);
    }
  }

  private <T> T inTurn(Callable<T> work) {
    var task = new FutureTask<T>(work);
    try {
      if (!turns.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new MailException(Reason.UNAVAILABLE, "Too many logins at once, try again");
      }
      try {
        threads.newThread(task).start();
        return task.get();
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MailException(Reason.UNAVAILABLE, "The server is stopping", e);
    } catch (ExecutionException e) {
      throw new MailException(Reason.UNAVAILABLE, "The password cannot be checked now", e);
    }
  }

  /**
   * A copy in the form of RFC 8265 section 4.2: NFC, any space as a space. What is not UTF-8 is
   * taken as it is.
   */
  private static byte[] prepared(byte[] password) {
    if (isAscii(password)) {
      return password.clone();
    }
    CharBuffer chars;
    try {
      chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(password));
    } catch (CharacterCodingException e) {
      return password.clone();
    }
    for (int i = 0; i < chars.limit(); i++) {
      if (Character.getType(chars.get(i)) == Character.SPACE_SEPARATOR) {
        chars.put(i, ' ');
      }
    }
    // The one place where a password becomes a String: the JDK has no other way to normalise.
    var encoded = StandardCharsets.UTF_8.encode(Normalizer.normalize(chars, Normalizer.Form.NFC));
    Arrays.fill(chars.array(), '\0');
    var bytes = Arrays.copyOf(encoded.array(), encoded.limit());
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
