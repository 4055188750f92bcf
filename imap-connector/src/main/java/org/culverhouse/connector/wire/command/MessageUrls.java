package org.culverhouse.connector.wire.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.command.AppendPart;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.command.MessageUrl;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.api.response.ResponseCode.Plain;

/**
 * URLs of messages of the same user, as CATENATE has them (RFC 4469 section 3), in the one form
 * that RFC 5092 section 7 allows there:
 *
 * <pre>
 * iabsolute-path = "/" imailbox-ref iuid [isection] [ipartial]
 * imailbox-ref   = enc-mailbox [";UIDVALIDITY=" nz-number]
 * iuid           = "/;UID=" nz-number
 * isection       = "/;SECTION=" enc-section
 * ipartial       = "/;PARTIAL=" number ["." nz-number]
 * enc-mailbox    = 1*bchar        ; %-encoded UTF-8
 * </pre>
 */
final class MessageUrls {
  private static final int LONGEST = 8 * 1024;

  private static final String MARKS = "-._~!$'()*+,&=:@/";

  /** What is left of the URL. */
  private String rest;

  private MessageUrls(String url) {
    rest = url;
  }

  /** Why a URL leads nowhere. */
  private static final class BadUrl extends Exception {
    private static final long serialVersionUID = 1;

    BadUrl(String why) {
      super(why, null, false, false);
    }
  }

  static AppendPart.Url url(Lexer in) {
    int from = in.position();
    var url = in.text("a URL");
    if (url.length() > LONGEST) {
      throw Rejection.no(
          Plain.LIMIT, "A URL may have %d octets: %s".formatted(LONGEST, in.token(from)));
    }
    try {
      return new AppendPart.Url(url, new MessageUrls(url).message(in.limits()));
    } catch (BadUrl bad) {
      throw Rejection.no(
          new ResponseCode.BadUrl(url), "The URL leads nowhere: " + bad.getMessage());
    }
  }

  private MessageUrl message(CommandLimits limits) throws BadUrl {
    if (!take("/") || rest.startsWith("/")) {
      throw new BadUrl("it must begin with / and a mailbox of yours");
    }
    var mailbox = mailbox(takeChars());
    Optional<UidValidity> validity =
        take(";UIDVALIDITY=") ? Optional.of(new UidValidity(nzNumber())) : Optional.empty();
    // The slash in front of ;UID= looks like one of the name, unless something stands in between.
    if (validity.isPresent() && !take("/") || !take(";UID=")) {
      throw new BadUrl("/;UID= and a number must follow the mailbox");
    }
    var uid = new Uid(nzNumber());
    var section = take("/;SECTION=") ? section(takeSection(), limits) : SectionName.MESSAGE;
    Optional<Partial> partial = take("/;PARTIAL=") ? Optional.of(partial()) : Optional.empty();
    if (!rest.isEmpty()) {
      throw new BadUrl("nothing may follow, but there is more");
    }
    return new MessageUrl(mailbox, validity, uid, section, partial);
  }

  private boolean take(String word) {
    if (!rest.regionMatches(true, 0, word, 0, word.length())) {
      return false;
    }
    rest = rest.substring(word.length());
    return true;
  }

  /** {@code 1*bchar}, decoded. */
  private String takeChars() throws BadUrl {
    var octets = new ByteArrayOutputStream();
    int at = 0;
    while (at < rest.length() && rest.charAt(at) != ';') {
      char c = rest.charAt(at);
      if (c == '%') {
        octets.write(encoded(at));
        at += 3;
      } else if (c < 0x7F && (Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0)) {
        octets.write(c);
        at++;
      } else {
        throw new BadUrl("a character that must be encoded");
      }
    }
    rest = rest.substring(at);
    return Octets.decode(octets.toByteArray(), StandardCharsets.UTF_8)
        .orElseThrow(() -> new BadUrl("not UTF-8"));
  }

  private int encoded(int at) throws BadUrl {
    int high = at + 2 < rest.length() ? Character.digit(rest.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(rest.charAt(at + 2), 16);
    if (low < 0) {
      throw new BadUrl("% without two hexadecimal digits");
    }
    return 16 * high + low;
  }

  private MailboxName mailbox(String text) throws BadUrl {
    boolean endsPath = text.endsWith("/") && rest.regionMatches(true, 0, ";UID=", 0, 5);
    try {
      return new MailboxName(endsPath ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException impossible) {
      throw new BadUrl(String.valueOf(impossible.getMessage()));
    }
  }

  /** The slash in front of a partial is no part of the section. */
  private String takeSection() throws BadUrl {
    var text = takeChars();
    if (text.endsWith("/") && !rest.isEmpty()) {
      rest = "/" + rest;
      return text.substring(0, text.length() - 1);
    }
    return text;
  }

  private static SectionName section(String text, CommandLimits limits) throws BadUrl {
    var brackets = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
    var octets = new CommandText();
    octets.append(ByteBuffer.wrap(brackets), brackets.length);
    octets.endLine();
    var in = new Lexer(octets, limits, Set.of());
    try {
      var section = Sections.section(in);
      in.end();
      return section;
    } catch (Rejection | LiteralWanted unknown) {
      throw new BadUrl("no section " + Octets.show(text));
    }
  }

  private Partial partial() throws BadUrl {
    long offset = number();
    return new Partial(offset, take(".") ? nzNumber() : Long.MAX_VALUE);
  }

  private long nzNumber() throws BadUrl {
    long number = number();
    if (number == 0) {
      throw new BadUrl("zero where it cannot be");
    }
    return number;
  }

  /** Of 32 bits. */
  private long number() throws BadUrl {
    int end = 0;
    while (end < rest.length() && end < 11 && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
      end++;
    }
    long number = end == 0 || end == 11 ? -1 : Long.parseLong(rest.substring(0, end));
    if (number < 0 || number > 0xFFFF_FFFFL) {
      throw new BadUrl("a number of 32 bits is missing");
    }
    rest = rest.substring(end);
    return number;
  }
}
