package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes BODY from the parts that the scanner has found, and not from BODYSTRUCTURE. */
final class DirectBody {
  private final List<Part> parts;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int next;

  private DirectBody(List<Part> parts) {
    this.parts = parts;
  }

  static byte[] of(MessageStructure structure) {
    var body = new DirectBody(structure.parts());
    body.writeNext();
    return body.out.toByteArray();
  }

  private void writeNext() {
    var part = parts.get(next++);
    raw("(");
    switch (part.header.kind()) {
      case MULTIPART -> {
        int first = next;
        while (next < parts.size() && parts.get(next).depth > part.depth) {
          writeNext();
        }
        raw(
            first == next
                ? "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 0 0)"
                : "");
        raw(" ");
        out.writeBytes(part.header.basic());
      }
      case MESSAGE -> {
        writeBasic(part);
        raw(" ");
        out.writeBytes(parts.get(next).header.envelope());
        raw(" ");
        writeNext();
        raw(" " + part.lines);
      }
      case TEXT -> {
        writeBasic(part);
        raw(" " + part.lines);
      }
      case OTHER -> writeBasic(part);
    }
    raw(")");
  }

  private void writeBasic(Part part) {
    out.writeBytes(part.header.basic());
    raw(" " + part.size());
  }

  private void raw(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
