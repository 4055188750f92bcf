package org.culverhouse.connector.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.response.ResponseCode;

/** Writes response codes without their brackets (RFC 9051 section 7.1, RFC 5530). */
final class CodeEncoder {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private CodeEncoder() {}

  static void encode(ResponseCode code, WireWriter out) {
    switch (code) {
      case ResponseCode.Plain plain -> out.put(plain.wireName());
      case ResponseCode.BadCharset bad ->
          out.put("BADCHARSET (").spaced(bad.known(), out::astring).put(')');
      case ResponseCode.BadEvent bad ->
          out.put("BADEVENT (").spaced(bad.known(), out::put).put(')');
      case ResponseCode.BadUrl bad -> url(bad.url(), out.put("BADURL "));
      case ResponseCode.Capabilities list -> {
        out.put("CAPABILITY");
        list.capabilities().forEach(capability -> out.put(' ').put(capability.wireName()));
      }
      case ResponseCode.PermanentFlags flags -> {
        out.put("PERMANENTFLAGS ");
        FlagWords.write(flags.flags(), flags.newKeywords() ? "\\*" : "", out);
      }
      case ResponseCode.UidNext next -> out.put("UIDNEXT ").number(next.uid());
      case ResponseCode.UidValidityIs is -> out.put("UIDVALIDITY ").number(is.validity().value());
      case ResponseCode.Unseen unseen -> out.put("UNSEEN ").number(unseen.number());
      case ResponseCode.HighestModSeq highest ->
          out.put("HIGHESTMODSEQ ").number(highest.modSeq().value());
      case ResponseCode.Modified modified -> set("MODIFIED ", modified.numbers(), out);
      case ResponseCode.MailboxId mailbox -> {
        out.put("MAILBOXID (");
        mailboxId(mailbox.id().value(), out);
        out.put(')');
      }
      case ResponseCode.InProgress progress -> progress(progress, out);
      case ResponseCode.MessageLimit limit -> {
        out.put("MESSAGELIMIT ").number(limit.messages());
        limit.lowest().ifPresent(uid -> out.put(' ').number(uid));
      }
      case ResponseCode.AppendUid append -> {
        out.put("APPENDUID ").number(append.validity().value());
        set(" ", append.uids(), out);
      }
      case ResponseCode.CopyUid copy -> {
        out.put("COPYUID ").number(copy.validity().value());
        set(" ", copy.source(), out);
        set(" ", copy.target(), out);
      }
    }
  }

  /**
   * {@code url-resp-text} may hold all of TEXT-CHAR but a bracket (RFC 4469 section 5); what does
   * not belong into a URL is encoded as it would be there.
   */
  private static void url(String url, WireWriter out) {
    for (byte octet : url.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7F && octet != ']') {
        out.put((char) octet);
      } else {
        out.put('%').put(HEX.toHexDigits(octet));
      }
    }
  }

  /** A tag holds nothing that would have to be quoted. */
  private static void progress(ResponseCode.InProgress progress, WireWriter out) {
    out.put("INPROGRESS (");
    progress.tag().ifPresentOrElse(tag -> out.put('"').put(tag).put('"'), () -> out.put("NIL"));
    out.put(' ').number(progress.done()).put(' ');
    progress.goal().ifPresentOrElse(out::number, () -> out.put("NIL"));
    out.put(')');
  }

  /** {@code objectid} (RFC 8474 section 7); a letter in front keeps it from being a number. */
  static void mailboxId(long id, WireWriter out) {
    out.put('F').number(id);
  }

  /** {@code uid-set}. */
  static void set(String before, UidSet set, WireWriter out) {
    out.put(before);
    boolean first = true;
    for (NumberRange range : set.ranges()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      out.number(range.first());
      if (range.last() > range.first()) {
        out.put(':').number(range.last());
      }
    }
  }
}
