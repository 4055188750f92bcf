package org.culverhouse.mime;

import java.nio.ByteBuffer;

/**
 * The {@link PackedTexts} in a checked record, unpacked when they are asked for.
 *
 * @param at where they begin
 */
record RecordTexts(ByteBuffer record, int at) {
  ByteBuffer envelope() throws CorruptStructureException {
    if (!isPacked()) {
      return record.slice(at, packedEnvelope());
    }
    int length = length(RecordFormat.ENVELOPE_AT);
    return ByteBuffer.wrap(withEnvelope(length), 0, length);
  }

  /** A window of that size with ENVELOPE in front. */
  private byte[] withEnvelope(int size) throws CorruptStructureException {
    var window = new byte[size + PackedText.SLACK];
    unpack(at, packedEnvelope(), window, 0, length(RecordFormat.ENVELOPE_AT));
    return window;
  }

  ByteBuffer fields() throws CorruptStructureException {
    int fieldsAt = at + packedEnvelope();
    if (!isPacked()) {
      return record.slice(fieldsAt, packedFields());
    }
    int start = length(RecordFormat.ENVELOPE_AT);
    int end = start + RecordFormat.getU16(record, RecordFormat.FIELDS_AT);
    var window = withEnvelope(end);
    unpack(fieldsAt, packedFields(), window, start, end);
    return ByteBuffer.wrap(window, start, end - start).slice();
  }

  ByteBuffer bodyStructure() throws CorruptStructureException {
    int structureAt = at + packedEnvelope() + packedFields();
    int packed = length(RecordFormat.PACKED_STRUCTURE_AT);
    if (!isPacked()) {
      return record.slice(structureAt, packed);
    }
    int length = length(RecordFormat.STRUCTURE_AT);
    var window = new byte[length + PackedText.SLACK];
    unpack(structureAt, packed, window, 0, length);
    return ByteBuffer.wrap(window, 0, length);
  }

  private void unpack(int from, int size, byte[] window, int start, int end)
      throws CorruptStructureException {
    var packed = new byte[size + PackedText.SLACK];
    record.get(from, packed, 0, size);
    PackedText.unpack(packed, size, window, start, end);
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
}
