package org.culverhouse.mime;

import java.nio.ByteBuffer;

/**
 * ENVELOPE, the header fields and BODYSTRUCTURE as a record keeps them. The fields mostly say what
 * ENVELOPE has said, so they are packed behind it in one window; BODYSTRUCTURE has its own.
 */
record PackedTexts(Text envelope, Text fields, Text structure, boolean isPacked) {

  /** ENVELOPE is what is asked for most. */
  private static final int ENVELOPE_COPY = 16;

  /**
   * @param plain the length of the text that the octets are
   */
  record Text(int plain, byte[] octets) {
    private static Text of(byte[] plain) {
      return new Text(plain.length, plain);
    }

    private static Text packed(byte[] plain, TextPacker packer, int start, int least) {
      return new Text(plain.length, packer.pack(plain, start, least));
    }
  }

  static PackedTexts of(MessageStructure structure) {
    byte[] envelope = structure.envelope();
    byte[] fields = structure.summary().fields(structure.parts().getFirst().bodyStart);
    byte[] body = structure.bodyStructure();
    int window = envelope.length + fields.length;
    if (Math.max(window, body.length) > PackedText.MAX_WINDOW) {
      return new PackedTexts(Text.of(envelope), Text.of(fields), Text.of(body), false);
    }
    var packer = new TextPacker(window);
    return new PackedTexts(
        Text.packed(envelope, packer, 0, ENVELOPE_COPY),
        Text.packed(fields, packer, envelope.length, PackedText.MIN_COPY),
        Text.packed(body, new TextPacker(body.length), 0, PackedText.MIN_COPY),
        true);
  }

  int length() {
    return envelope.octets.length + fields.octets.length + structure.octets.length;
  }

  ByteBuffer put(ByteBuffer out) {
    return out.put(envelope.octets).put(fields.octets).put(structure.octets);
  }
}
