package org.culverhouse.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.culverhouse.account.ScramHash;

/** The other side of SCRAM, written from RFC 5802 alone; every part of it can be made wrong. */
public final class ScramClient {
  private final ScramHash hash;
  public String header = "n,,";
  public String user = "ada";
  public String nonce = "fyko+d2lbbFgONRv9qkxdawL";
  public String password = "secret";
  public byte[] binding = new byte[0];
  private String bare = "";
  private byte[] serverSignature = new byte[0];

  public ScramClient(ScramHash hash) {
    this.hash = hash;
  }

  public byte[] first() {
    bare = "n=" + user + ",r=" + nonce;
    return (header + bare).getBytes(UTF_8);
  }

  public byte[] last(byte[] challenge) {
    var question = new String(challenge, UTF_8);
    var fields = question.split(",");
    var salt = Base64.getDecoder().decode(fields[1].substring(2));
    int iterations = Integer.parseInt(fields[2].substring(2));
    var bound = new byte[header.length() + binding.length];
    System.arraycopy(header.getBytes(UTF_8), 0, bound, 0, header.length());
    System.arraycopy(binding, 0, bound, header.length(), binding.length);
    var withoutProof = "c=" + Base64.getEncoder().encodeToString(bound) + "," + fields[0];
    var said = (bare + "," + question + "," + withoutProof).getBytes(UTF_8);
    try {
      var salted =
          SecretKeyFactory.getInstance("PBKDF2With" + hash.mac())
              .generateSecret(
                  new PBEKeySpec(
                      password.toCharArray(),
                      salt,
                      iterations,
                      hash == ScramHash.SHA_1 ? 160 : 256))
              .getEncoded();
      var clientKey = hmac(salted, "Client Key".getBytes(UTF_8));
      var stored = MessageDigest.getInstance(hash.digest()).digest(clientKey);
      var proof = hmac(stored, said);
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= clientKey[i];
      }
      serverSignature = hmac(hmac(salted, "Server Key".getBytes(UTF_8)), said);
      return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean knowsTheServer(byte[] proof) {
    var expected = "v=" + Base64.getEncoder().encodeToString(serverSignature);
    return expected.equals(new String(proof, UTF_8));
  }

  private byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    var mac = Mac.getInstance(hash.mac());
    mac.init(new SecretKeySpec(key, hash.mac()));
    return mac.doFinal(message);
  }
}
