package org.culverhouse.api.response;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.EmailId;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SectionName;

/** One item of a FETCH response (RFC 9051 section 7.5.2). */
public sealed interface FetchData {
  record UidItem(long uid) implements FetchData {}

  /** {@code recent} says whether {@code \Recent} is added (RFC 3501). */
  record FlagsItem(FlagSet flags, boolean recent) implements FetchData {}

  record InternalDateItem(Instant date) implements FetchData {}

  record SizeItem(long octets) implements FetchData {}

  record ModSeqItem(ModSeq modSeq) implements FetchData {}

  /** Rendered once at delivery, in IMAP syntax with its parentheses; not to be changed. */
  record EnvelopeItem(ByteBuffer rendered) implements FetchData {}

  /** BODY without extension data, rendered. */
  record BodyItem(ByteBuffer rendered) implements FetchData {}

  /** BODYSTRUCTURE, rendered. */
  record BodyStructureItem(ByteBuffer rendered) implements FetchData {}

  /** BODY[section]&lt;origin&gt;; the encoder sends the content as a literal and closes it. */
  record SectionItem(SectionName section, OptionalLong origin, Content content)
      implements FetchData {}

  /** BODY[section] of a part that does not exist. */
  record NoSectionItem(SectionName section) implements FetchData {}

  /** RFC822, RFC822.HEADER and RFC822.TEXT under the name the client used. */
  record Rfc822Item(org.culverhouse.api.command.FetchAttribute.Item item, Content content)
      implements FetchData {}

  /**
   * BINARY[part]&lt;origin&gt; (RFC 9051 section 7.5.2); the encoder sends the content and closes
   * it.
   *
   * @param hasNul whether only a literal8 can carry it
   */
  record BinaryItem(List<Integer> part, OptionalLong origin, Content content, boolean hasNul)
      implements FetchData {}

  /** BINARY[part] of a part that does not exist. */
  record NoBinaryItem(List<Integer> part) implements FetchData {}

  record BinarySizeItem(List<Integer> part, long octets) implements FetchData {}

  record EmailIdItem(EmailId id) implements FetchData {}

  /** THREADID: nothing is known of threads. */
  record NoThreadIdItem() implements FetchData {}

  record SaveDateItem(Instant date) implements FetchData {}

  record PreviewItem(String text) implements FetchData {}
}
