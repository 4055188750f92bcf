package org.culverhouse.mime;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.culverhouse.mime.Part.Kind;

/**
 * Finds parts by their numbers (RFC 9051 section 6.4.5.1). A message that is no multipart has one
 * part, its body, whose MIME header is that of the message.
 */
final class SectionFinder {
  private static final int NONE = -1;

  private final StructureRecord record;

  SectionFinder(StructureRecord record) {
    this.record = record;
  }

  Optional<Range> find(SectionName section) {
    if (section.part().isEmpty()) {
      return Optional.of(ofMessage(0, section.text()));
    }
    int part = follow(section.part().iterator());
    return part == NONE ? Optional.empty() : ofPart(part, section.text());
  }

  /** How a part that exists is encoded; only leaves are. */
  TransferEncoding encoding(List<Integer> part) {
    int found = part.isEmpty() ? NONE : follow(part.iterator());
    if (found == NONE) {
      return TransferEncoding.IDENTITY;
    }
    var entry = record.part(found);
    return entry.kind() == Kind.MULTIPART || entry.kind() == Kind.MESSAGE
        ? TransferEncoding.IDENTITY
        : entry.encoding();
  }

  private Range ofMessage(int message, Text text) {
    var entry = record.part(message);
    return switch (text) {
      case WHOLE -> Range.between(entry.headerStart(), entry.bodyEnd());
      case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, MIME -> entry.header();
      case TEXT -> entry.body();
    };
  }

  private Optional<Range> ofPart(int part, Text text) {
    var entry = record.part(part);
    return switch (text) {
      case WHOLE -> Optional.of(entry.body());
      case MIME -> Optional.of(entry.header());
      case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, TEXT ->
          entry.kind() == Kind.MESSAGE ? Optional.of(ofMessage(part + 1, text)) : Optional.empty();
    };
  }

  private int follow(Iterator<Integer> numbers) {
    int message = 0;
    int part = NONE;
    while (numbers.hasNext()) {
      int number = numbers.next();
      int container = message != NONE ? message : part;
      if (record.part(container).kind() == Kind.MULTIPART) {
        part = child(container, number);
      } else {
        part = message != NONE && number == 1 ? message : NONE;
      }
      if (part == NONE) {
        return NONE;
      }
      message = record.part(part).kind() == Kind.MESSAGE ? part + 1 : NONE;
    }
    return part;
  }

  private int child(int parent, int number) {
    int depth = record.part(parent).depth();
    int remaining = number;
    for (int i = parent + 1; i < record.partCount() && record.part(i).depth() > depth; i++) {
      if (record.part(i).depth() == depth + 1 && --remaining == 0) {
        return i;
      }
    }
    return NONE;
  }
}
