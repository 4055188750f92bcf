package org.culverhouse.api.command;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.model.SectionName;

/** What FETCH asks of a message (RFC 9051 section 6.4.5). */
public sealed interface FetchAttribute {
  /** The attributes without parameters. */
  enum Item implements FetchAttribute {
    UID,
    FLAGS,
    INTERNALDATE,
    RFC822_SIZE,
    ENVELOPE,
    /** BODY without brackets: the structure without its extension data. */
    BODY,
    BODYSTRUCTURE,
    MODSEQ,
    /** RFC 8474 section 5. */
    EMAILID,
    THREADID,
    /** When the message came into this mailbox (RFC 8514). */
    SAVEDATE,
    /** RFC 8970; it is always at hand, so LAZY asks for nothing else. */
    PREVIEW,
    /** RFC 3501: BODY[], BODY.PEEK[HEADER] and BODY[TEXT] under their old names. */
    RFC822,
    RFC822_HEADER,
    RFC822_TEXT
  }

  /** BODY[section]&lt;partial&gt;. */
  record Body(SectionName section, Optional<Partial> partial, Seen seen)
      implements FetchAttribute {}

  /** BINARY[part]&lt;partial&gt;: without its transfer encoding (RFC 3516). */
  record Binary(List<Integer> part, Optional<Partial> partial, Seen seen)
      implements FetchAttribute {
    public Binary {
      part = List.copyOf(part);
    }
  }

  /** BINARY.SIZE[part]: how much BINARY[part] would bring. */
  record BinarySize(List<Integer> part) implements FetchAttribute {
    public BinarySize {
      part = List.copyOf(part);
    }
  }

  /** Octets from {@code offset} on, at most {@code length} of them. */
  record Partial(long offset, long length) {
    public Partial {
      if (offset < 0 || length < 1) {
        throw new IllegalArgumentException("partial <" + offset + "." + length + ">");
      }
    }
  }

  /** Whether fetching sets {@code \Seen}. */
  enum Seen {
    SET,
    PEEK
  }
}
