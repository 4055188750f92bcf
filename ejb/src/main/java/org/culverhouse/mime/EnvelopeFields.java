package org.culverhouse.mime;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message that ENVELOPE shows (RFC 9051 section 7.5.2). Of a text that stands twice
 * the first counts; addresses of several fields of a name are shown together, so that none can hide
 * behind another.
 */
final class EnvelopeFields {
  private @Nullable String date;
  private @Nullable String subject;
  private @Nullable String inReplyTo;
  private @Nullable String messageId;
  private final List<Address> from = new ArrayList<>();
  private final List<Address> sender = new ArrayList<>();
  private final List<Address> replyTo = new ArrayList<>();
  private final List<Address> to = new ArrayList<>();
  private final List<Address> cc = new ArrayList<>();
  private final List<Address> bcc = new ArrayList<>();

  void accept(FieldCursor field) {
    if (date == null && field.isNamed("Date")) {
      date = field.value();
    } else if (subject == null && field.isNamed("Subject")) {
      subject = field.value();
    } else if (inReplyTo == null && field.isNamed("In-Reply-To")) {
      inReplyTo = field.value();
    } else if (messageId == null && field.isNamed("Message-ID")) {
      messageId = field.value();
    } else if (field.isNamed("From")) {
      addTo(from, field);
    } else if (field.isNamed("Sender")) {
      addTo(sender, field);
    } else if (field.isNamed("Reply-To")) {
      addTo(replyTo, field);
    } else if (field.isNamed("To")) {
      addTo(to, field);
    } else if (field.isNamed("Cc")) {
      addTo(cc, field);
    } else if (field.isNamed("Bcc")) {
      addTo(bcc, field);
    }
  }

  @Nullable OffsetDateTime sent() {
    return date == null ? null : MailDate.parse(date).orElse(null);
  }

  String subject() {
    return subject == null ? "" : subject;
  }

  String messageId() {
    return messageId == null ? "" : messageId;
  }

  String inReplyTo() {
    return inReplyTo == null ? "" : inReplyTo;
  }

  String firstFrom() {
    return firstMailbox(from);
  }

  String firstTo() {
    return firstMailbox(to);
  }

  String firstCc() {
    return firstMailbox(cc);
  }

  /** As ENVELOPE shows it; the name of the group if one begins there (RFC 5256 section 3). */
  private static String firstMailbox(List<Address> addresses) {
    var mailbox = addresses.isEmpty() ? null : addresses.getFirst().mailbox();
    return mailbox == null ? "" : mailbox;
  }

  byte[] render(StringForm form) {
    var out = new Rendering(form, 512);
    out.raw("(").nstring(date).raw(" ").nstring(subject).raw(" ");
    render(from, out);
    render(sender.isEmpty() ? from : sender, out);
    render(replyTo.isEmpty() ? from : replyTo, out);
    render(to, out);
    render(cc, out);
    render(bcc, out);
    return out.nstring(inReplyTo).raw(" ").nstring(messageId).raw(")").toBytes();
  }

  /** Of a field that is cut, the last address is not whole. */
  private static void addTo(List<Address> list, FieldCursor field) {
    String value = field.value();
    list.addAll(
        AddressList.parse(field.isCut() ? value.substring(0, value.lastIndexOf(',') + 1) : value));
  }

  private static void render(List<Address> addresses, Rendering out) {
    if (addresses.isEmpty()) {
      out.raw("NIL ");
      return;
    }
    out.raw("(");
    addresses.forEach(address -> address.render(out));
    out.raw(") ");
  }
}
