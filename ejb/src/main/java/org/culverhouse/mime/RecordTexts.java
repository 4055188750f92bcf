package org.culverhouse.mime;

import java.nio.ByteBuffer;

/**
 * The {@link PackedTexts} in a checked record, unpacked when they are asked for.
 *
 * @param at where they begin
 */
record RecordTexts(ByteBuffer record, int at) {
  ByteBuffer envelope() throws CorruptStructureException {
    return isPacked()
        ? ByteBuffer.wrap(unpackedEnvelope(length(RecordFormat.ENVELOPE_AT)))
        : record.slice(at, packedEnvelope());
  }

  /** A window of that size with ENVELOPE in front. */
  private byte[] unpackedEnvelope(int size) throws CorruptStructureException {
    var window = new byte[size];
    int end = length(RecordFormat.ENVELOPE_AT);
    PackedText.unpack(octets(at, packedEnvelope()), window, 0, end);
    return window;
  }

  ByteBuffer fields() throws CorruptStructureException {
    int fieldsAt = at + packedEnvelope();
    if (!isPacked()) {
      return record.slice(fieldsAt, packedFields());
    }
    int start = length(RecordFormat.ENVELOPE_AT);
    int length = RecordFormat.getU16(record, RecordFormat.FIELDS_AT);
    byte[] window = unpackedEnvelope(start + length);
    PackedText.unpack(octets(fieldsAt, packedFields()), window, start, window.length);
    return ByteBuffer.wrap(window, start, length).slice();
  }

  ByteBuffer bodyStructure() throws CorruptStructureException {
    int structureAt = at + packedEnvelope() + packedFields();
    int packed = length(RecordFormat.PACKED_STRUCTURE_AT);
    if (!isPacked()) {
      return record.slice(structureAt, packed);
    }
    var window = new byte[length(RecordFormat.STRUCTURE_AT)];
    PackedText.unpack(octets(structureAt, packed), window, 0, window.length);
    return ByteBuffer.wrap(window);
  }

  private boolean isPacked() {
    return (RecordFormat.getU16(record, RecordFormat.KEPT_AT) & RecordFormat.IS_PACKED) != 0;
  }

  private int packedEnvelope() {
    return length(RecordFormat.PACKED_ENVELOPE_AT);
  }

  private int packedFields() {
    return RecordFormat.getU16(record, RecordFormat.PACKED_FIELDS_AT);
  }

  private int length(int place) {
    return record.getInt(place);
  }

  private byte[] octets(int from, int length) {
    var octets = new byte[length];
    record.get(from, octets);
    return octets;
  }
}
