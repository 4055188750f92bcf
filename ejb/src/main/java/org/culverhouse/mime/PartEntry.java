package org.culverhouse.mime;

import java.nio.ByteBuffer;
import org.culverhouse.mime.Part.Kind;

/** A part in a checked {@link StructureRecord}. */
record PartEntry(ByteBuffer record, int at) {
  private static final Kind[] KINDS = Kind.values();
  private static final TransferEncoding[] ENCODINGS = TransferEncoding.values();

  long headerStart() {
    return RecordFormat.getU40(record, at);
  }

  long bodyStart() {
    return RecordFormat.getU40(record, at + 5);
  }

  long bodyEnd() {
    return RecordFormat.getU40(record, at + 10);
  }

  long lines() {
    return RecordFormat.getU40(record, at + 15);
  }

  Kind kind() {
    return KINDS[record.get(at + 20)];
  }

  TransferEncoding encoding() {
    return ENCODINGS[record.get(at + 21)];
  }

  int depth() {
    return record.get(at + 22);
  }

  Range header() {
    return Range.between(headerStart(), bodyStart());
  }

  Range body() {
    return Range.between(bodyStart(), bodyEnd());
  }
}
