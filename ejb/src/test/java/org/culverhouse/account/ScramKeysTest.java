package org.culverhouse.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScramKeysTest {
  private static final byte[] SALT = new byte[16];

  private static ScramKeys keys(String password) {
    return ScramKeys.of(ScramHash.SHA_256, password.getBytes(UTF_8), SALT, 4096);
  }

  /** RFC 7677 section 3. */
  @Test
  void theProofOfTheStandardFits() {
    var salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    var keys = ScramKeys.of(ScramHash.SHA_256, "pencil".getBytes(UTF_8), salt, 4096);
    var said =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,"
            + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    var proof = Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(keys.signature(proof, said.getBytes(UTF_8)))
        .hasValueSatisfying(
            signature ->
                assertThat(Base64.getEncoder().encodeToString(signature))
                    .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
  }

  /** RFC 5802 section 5. */
  @Test
  void theProofOfTheStandardFitsWithSha1() {
    var salt = Base64.getDecoder().decode("QSXCR+Q6sek8bf92");
    var keys = ScramKeys.of(ScramHash.SHA_1, "pencil".getBytes(UTF_8), salt, 4096);
    var said =
        "n=user,r=fyko+d2lbbFgONRv9qkxdawL,"
            + "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096,"
            + "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j";
    var proof = Base64.getDecoder().decode("v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
    assertThat(keys.signature(proof, said.getBytes(UTF_8)))
        .hasValueSatisfying(
            signature ->
                assertThat(Base64.getEncoder().encodeToString(signature))
                    .isEqualTo("rmF9pqV8S7suAoZWja4dJRkFsKQ="));
  }

  @Test
  void aProofOfAnythingElseDoesNotFit() {
    var said = "what both have said".getBytes(UTF_8);
    assertThat(keys("pencil").signature(new byte[32], said)).isEmpty();
    assertThat(keys("pencil").signature(new byte[0], said)).isEmpty();
    assertThat(keys("pencil").signature(new byte[33], said)).isEmpty();
  }

  @Test
  void theStoredFormIsReadBack() {
    for (var hash : ScramHash.values()) {
      var keys = ScramKeys.of(hash, "pencil".getBytes(UTF_8), SALT, 4096);
      assertThat(keys.text()).startsWith(hash.mechanism() + "$4096:AAAA").hasSizeLessThan(255);
      assertThat(ScramKeys.parse(keys.text())).isEqualTo(keys);
    }
    assertThatThrownBy(() -> ScramKeys.parse("pencil"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** RFC 4013 section 3: SOFT HYPHEN goes, and the letters of one ligature become two. */
  @Test
  void passwordsAreWhatClientsMakeOfThem() {
    assertThat(keys("I\u00ADX")).isEqualTo(keys("IX"));
    assertThat(keys("\u2168")).isEqualTo(keys("IX"));
    assertThat(keys("e\u0301")).isEqualTo(keys("\u00E9"));
    assertThat(keys("user")).isNotEqualTo(keys("USER"));
  }

  @Test
  void whatSaslprepForbidsIsTakenAsItIs() {
    var bell = keys("ring\u0007");
    assertThat(bell).isEqualTo(keys("ring\u0007")).isNotEqualTo(keys("ring"));
    var notUtf8 = ScramKeys.of(ScramHash.SHA_256, new byte[] {(byte) 0xFF}, SALT, 4096);
    assertThat(notUtf8).isNotEqualTo(keys("\u00FF"));
  }

  @Test
  void nobodyLooksLikeSomebodyEachTimeAndFitsNothing() {
    var secret = new byte[32];
    var nobody = ScramKeys.ofNobody(ScramHash.SHA_256, secret, "eve@example.org");
    assertThat(nobody).isEqualTo(ScramKeys.ofNobody(ScramHash.SHA_256, secret, "eve@example.org"));
    assertThat(nobody.iterations()).isEqualTo(ScramKeys.ITERATIONS);
    assertThat(nobody.salt()).hasSize(ScramKeys.SALT_LENGTH);
    var others =
        List.of(
            ScramKeys.ofNobody(ScramHash.SHA_256, secret, "mal@example.org"),
            ScramKeys.ofNobody(ScramHash.SHA_1, secret, "eve@example.org"));
    assertThat(others).noneMatch(other -> Arrays.equals(other.salt(), nobody.salt()));
  }

  @Test
  void keysAreNeverShown() {
    assertThat(keys("pencil")).hasToString("ScramKeys[SCRAM-SHA-256]");
  }
}
