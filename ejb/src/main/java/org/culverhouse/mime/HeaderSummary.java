package org.culverhouse.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record keeps of the message's own header, collected while its fields are gone over. One
 * thread.
 */
final class HeaderSummary {
  /** More is not kept, and FETCH picks from the message. */
  static final int MAX_FIELDS = 8 * 1024;

  private final KeptFields kept;
  private final boolean isWhole;
  private final int length;
  private final ByteArrayOutputStream fields = new ByteArrayOutputStream(512);
  private final FoldedFields folded = new FoldedFields();
  private final int[] keys = new int[4];
  private final List<Long> references = new ArrayList<>();
  private @Nullable String referencesField;
  private long messageId = MessageIds.NONE;

  HeaderSummary(KeptFields kept, KeptHeader header) {
    this.kept = kept;
    isWhole = !header.isCut();
    length = header.length();
  }

  void accept(FieldCursor field) {
    if (!isWhole) {
      return;
    }
    if (kept.has(field) && fields.size() <= MAX_FIELDS) {
      field.copyTo(fields);
    }
    folded.accept(field);
    if (referencesField == null && field.isNamed("References")) {
      referencesField = field.value();
    }
  }

  /** After the last field. */
  void finish(EnvelopeFields envelope) {
    keys[0] = folded.key(BaseSubject.of(EncodedWords.decode(envelope.subject())));
    keys[1] = folded.key(envelope.firstFrom());
    keys[2] = folded.key(envelope.firstTo());
    keys[3] = folded.key(envelope.firstCc());
    messageId = MessageIds.of(envelope.messageId()).stream().findFirst().orElse(MessageIds.NONE);
    if (referencesField != null) {
      references.addAll(MessageIds.of(referencesField));
    }
    if (references.isEmpty()) {
      // RFC 5256 section 3: without valid references, the first that In-Reply-To names.
      MessageIds.of(envelope.inReplyTo()).stream().findFirst().ifPresent(references::add);
    }
  }

  boolean hasFields() {
    return isWhole && fields.size() <= MAX_FIELDS;
  }

  /**
   * As they stand, with the blank line of the header if it has one.
   *
   * @param bodyStart where that ends
   */
  byte[] fields(long bodyStart) {
    if (!hasFields()) {
      return PartHeader.NOTHING;
    }
    byte[] octets = Arrays.copyOf(fields.toByteArray(), fields.size() + (int) bodyStart - length);
    if (bodyStart > length) {
      octets[octets.length - 1] = '\n';
    }
    if (bodyStart > length + 1) {
      octets[octets.length - 2] = '\r';
    }
    return octets;
  }

  byte[] more() {
    return hasFields() ? kept.encodeMore() : PartHeader.NOTHING;
  }

  boolean hasFolded() {
    return isWhole && folded.isWhole();
  }

  byte[] folded() {
    return isWhole ? folded.encode() : PartHeader.NOTHING;
  }

  /** Base subject, then the mailboxes of the first addresses of From, To and Cc. */
  int[] keys() {
    return keys;
  }

  long messageId() {
    return messageId;
  }

  List<Long> references() {
    return references;
  }
}
