package org.culverhouse.mime;

import java.util.List;

/**
 * Writes BODYSTRUCTURE (RFC 9051 section 7.5.2, formal syntax {@code body}), from which {@link
 * BasicBody} makes BODY.
 */
final class BodyStructure {
  /** The grammar wants a part in each multipart, and this stands for none. */
  private static final String NO_PART =
      "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 0 0 NIL NIL NIL NIL)";

  private final List<Part> parts;
  private final Rendering out = new Rendering(StringForm.ASCII, 512);
  private int next;

  BodyStructure(List<Part> parts) {
    this.parts = parts;
  }

  byte[] render() {
    renderNext();
    return out.toBytes();
  }

  /** The depth of the tree is bounded by the scanner, and so is this recursion. */
  private void renderNext() {
    var part = parts.get(next++);
    out.raw("(");
    switch (part.header.kind()) {
      case MULTIPART -> renderMultipart(part);
      case MESSAGE -> renderMessage(part);
      case TEXT -> renderBasic(part).raw(" ").number(part.lines);
      case OTHER -> renderBasic(part);
    }
    out.raw(part.header.extension()).raw(")");
  }

  private void renderMultipart(Part part) {
    boolean empty = true;
    while (next < parts.size() && parts.get(next).depth > part.depth) {
      renderNext();
      empty = false;
    }
    if (empty) {
      out.raw(NO_PART);
    }
    out.raw(" ").raw(part.header.basic());
  }

  private void renderMessage(Part part) {
    renderBasic(part).raw(" ").raw(parts.get(next).header.envelope()).raw(" ");
    renderNext();
    out.raw(" ").number(part.lines);
  }

  private Rendering renderBasic(Part part) {
    return out.raw(part.header.basic()).raw(" ").number(part.size());
  }
}
