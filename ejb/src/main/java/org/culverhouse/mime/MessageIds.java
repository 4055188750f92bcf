package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The message identifiers of a field, each as a number that stands for it: THREAD only compares
 * them (RFC 5256 section 3, REFERENCES). Quotes do not matter.
 */
final class MessageIds {
  /** Of a longer chain the first and the last are kept. */
  static final int MAX = 64;

  /** Stands for a message without an identifier. */
  static final long NONE = 0;

  private MessageIds() {}

  static List<Long> of(String value) {
    var ids = new ArrayList<Long>();
    var field = new FieldLexer(value);
    field.skipTo("<");
    while (field.skipIf('<')) {
      long id = read(field);
      if (id != NONE) {
        add(id, ids);
      }
      field.skipTo("<");
    }
    return ids;
  }

  private static void add(long id, List<Long> ids) {
    if (ids.size() == MAX) {
      ids.remove(1);
    }
    ids.add(id);
  }

  private static long read(FieldLexer field) {
    var id = new Words();
    var domain = new Words();
    id.read(field, "<>@");
    if (!field.skipIf('@')) {
      return NONE;
    }
    domain.read(field, "<>@");
    return field.peek() == '>' && !id.isEmpty() && !domain.isEmpty()
        ? hash(id.joined() + "@" + domain.joined())
        : NONE;
  }

  /** FNV-1a. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ octet & 0xff) * 0x100000001b3L;
    }
    return hash == NONE ? 1 : hash;
  }
}
