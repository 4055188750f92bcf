package org.culverhouse.mime;

import java.nio.ByteBuffer;
import org.culverhouse.mime.FoldedFields.Name;
import org.jspecify.annotations.Nullable;

/**
 * The question of {@link MessageText#headerContains}, answered from records as far as they know.
 * Used by one thread.
 */
public final class HeaderQuery {
  private final String field;
  private final TextMatcher text;
  private final @Nullable Name folded;
  private final byte @Nullable [] wanted;
  private final int[] fallback;

  /** What a record says. */
  public enum Answer {
    YES,
    NO,
    /** The message has to be read. */
    UNKNOWN
  }

  public HeaderQuery(String field, String text) {
    this.field = field;
    this.text = new TextMatcher(CaseMap.fold(text));
    wanted = FoldedFields.fold(text);
    folded = wanted == null ? null : Name.of(field);
    fallback = fallback(wanted == null ? new byte[0] : wanted);
  }

  public Answer in(StructureRecord record) throws CorruptStructureException {
    if (folded != null && wanted != null && record.hasFolded()) {
      return answer(inFolded(record.folded(), folded, wanted));
    }
    return record.keeps(field) ? answer(inFields(record.fields())) : Answer.UNKNOWN;
  }

  private static Answer answer(boolean found) {
    return found ? Answer.YES : Answer.NO;
  }

  private boolean inFolded(ByteBuffer values, Name name, byte[] octets)
      throws CorruptStructureException {
    int end = values.limit();
    int at = 0;
    while (at < end) {
      int start = at + FoldedFields.PREFIX;
      int next = start <= end ? start + RecordFormat.getU16(values, at + 1) : start;
      if (next > end) {
        throw new CorruptStructureException("folded value", end, next);
      }
      if (values.get(at) == name.ordinal() && contains(values, start, next, octets)) {
        return true;
      }
      at = next;
    }
    return false;
  }

  /** In linear time, as {@link TextMatcher}. */
  private boolean contains(ByteBuffer values, int start, int end, byte[] octets) {
    if (octets.length == 0) {
      return true;
    }
    int matched = 0;
    for (int at = start; at < end; at++) {
      byte octet = values.get(at);
      while (matched > 0 && octets[matched] != octet) {
        matched = fallback[matched - 1];
      }
      if (octets[matched] == octet && ++matched == octets.length) {
        return true;
      }
    }
    return false;
  }

  private static int[] fallback(byte[] octets) {
    var fallback = new int[octets.length];
    int length = 0;
    for (int i = 1; i < octets.length; i++) {
      while (length > 0 && octets[i] != octets[length]) {
        length = fallback[length - 1];
      }
      if (octets[i] == octets[length]) {
        length++;
      }
      fallback[i] = length;
    }
    return fallback;
  }

  private boolean inFields(ByteBuffer kept) {
    var octets = new byte[kept.remaining()];
    kept.get(kept.position(), octets);
    return text.isInField(field, new FieldCursor(octets, 0, octets.length));
  }
}
