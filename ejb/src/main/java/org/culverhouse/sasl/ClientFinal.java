package org.culverhouse.sasl;

import java.util.Base64;

/**
 * The last message of SCRAM (RFC 5802 section 7, {@code client-final-message}).
 *
 * @param binding {@code c=}, decoded
 * @param withoutProof {@code client-final-message-without-proof} as the client wrote it
 */
record ClientFinal(byte[] binding, String nonce, byte[] proof, String withoutProof) {
  static ClientFinal parse(byte[] response) {
    var text = ClientFirst.text(response);
    int proofAt = text.lastIndexOf(",p=");
    var fields = text.split(",", 3);
    if (proofAt < 0
        || fields.length < 3
        || !fields[0].startsWith("c=")
        || !fields[1].startsWith("r=")
        || fields[0].length() + 1 + fields[1].length() > proofAt) {
      throw new MalformedResponseException("The SCRAM message is not c=binding,r=nonce,p=proof");
    }
    return new ClientFinal(
        decode(fields[0].substring(2), "c="),
        fields[1].substring(2),
        decode(text.substring(proofAt + 3), "p="),
        text.substring(0, proofAt));
  }

  private static byte[] decode(String base64, String field) {
    try {
      var octets = Base64.getDecoder().decode(base64);
      if (Base64.getEncoder().encodeToString(octets).equals(base64)) {
        return octets;
      }
    } catch (IllegalArgumentException e) {
      // The same as what the decoder takes and no encoder writes.
    }
    throw new MalformedResponseException("The SCRAM message has no base64 behind " + field);
  }
}
