package org.culverhouse.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.culverhouse.account.AdminToken;
import org.culverhouse.account.DirectoryAccess;

/**
 * The tokens with which programs call the API, {@code imt_<id>_<secret>}. Only a hash of the secret
 * is kept; 256 random bits need no slow one. Thread-safe.
 */
public final class Tokens {
  private static final Pattern FORM = Pattern.compile("imt_([0-9a-f]{16})_([0-9a-f]{64})");

  private final Guarded directory;
  private final SecureRandom random;
  private final InstantSource clock;

  public Tokens(DirectoryAccess directory, SecureRandom random, InstantSource clock) {
    this.directory = new Guarded(directory);
    this.random = random;
    this.clock = clock;
  }

  /** Makes the token of that name anew; an older one is worthless from then on. */
  public String renew(String name) {
    var id = hex(8);
    var secret = hex(32);
    directory.inTransaction(
        entries -> {
          entries.removeToken(name);
          var token = new AdminToken(id, name, hash(secret), clock.instant());
          entries.add(token);
          return token;
        });
    return "imt_" + id + "_" + secret;
  }

  /** Whose token that is; how long a refusal takes does not depend on the secret. */
  public Optional<Caller> verify(String token) {
    var form = FORM.matcher(token);
    if (!form.matches()) {
      return Optional.empty();
    }
    var found =
        directory.inTransaction(
            entries ->
                entries
                    .token(form.group(1))
                    .map(known -> new Known(known.secretHash(), known.name())));
    var expected = found.map(Known::hash).orElse("");
    boolean right =
        MessageDigest.isEqual(
            hash(form.group(2)).getBytes(StandardCharsets.US_ASCII),
            expected.getBytes(StandardCharsets.US_ASCII));
    return found.filter(known -> right).map(known -> new Caller(form.group(1), known.name()));
  }

  private String hex(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String hash(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  private record Known(String hash, String name) {}
}
