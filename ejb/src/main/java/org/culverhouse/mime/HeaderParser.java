package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.culverhouse.mime.Part.DefaultType;
import org.culverhouse.mime.Part.Kind;
import org.culverhouse.mime.Part.Role;
import org.jspecify.annotations.Nullable;

/** Reads headers of one message's parts; what it renders for all of them together is bounded. */
final class HeaderParser {
  /** Ten thousand honest parts fit; a record has all of it twice at most, below 8 MiB. */
  private static final int MAX_RENDERED = 3 << 20;

  private final KeptFields kept;
  private final StringForm form;
  private int rendered;
  private @Nullable HeaderSummary summary;

  HeaderParser(KeptFields kept, StringForm form) {
    this.kept = kept;
    this.form = form;
  }

  /** Of the first header. */
  HeaderSummary summary() {
    return Objects.requireNonNull(summary);
  }

  /** {@code mayNest}: whether the part may have parts of its own, or becomes an opaque leaf. */
  PartHeader parse(KeptHeader header, Role role, DefaultType defaultType, boolean mayNest) {
    var envelope = new EnvelopeFields();
    var content = new ContentFields();
    boolean isFirst = summary == null;
    if (isFirst) {
      summary = new HeaderSummary(kept, header);
    }
    var fields = new FieldCursor(header.octets(), 0, header.length());
    while (fields.next()) {
      content.accept(fields);
      if (role == Role.MESSAGE_ROOT) {
        envelope.accept(fields);
      }
      if (isFirst) {
        summary().accept(fields);
      }
    }
    if (isFirst) {
      summary().finish(envelope);
    }
    var type = content.mediaType(defaultType);
    boolean nests = type.isA("multipart") || type.is("message", "rfc822");
    if (nests && !mayNest) {
      type = MediaType.OCTET_STREAM;
    }
    var result = build(type, content, envelope, role);
    rendered += result.renderedSize();
    return rendered > MAX_RENDERED ? PartHeader.OPAQUE : result;
  }

  private PartHeader build(
      MediaType type, ContentFields content, EnvelopeFields envelope, Role role) {
    var kind = kindOf(type);
    var boundary = type.parameters().value("boundary").orElse("");
    return new PartHeader(
        kind,
        TransferEncoding.of(content.encoding()),
        kind == Kind.MULTIPART
            ? boundary.stripTrailing().getBytes(StandardCharsets.UTF_8)
            : PartHeader.NOTHING,
        type.is("multipart", "digest") ? DefaultType.MESSAGE_RFC822 : DefaultType.TEXT_PLAIN,
        type,
        content.renderBasic(type, kind, form),
        content.renderExtension(type, kind, form),
        role == Role.MESSAGE_ROOT ? envelope.render(form) : PartHeader.NOTHING,
        role == Role.MESSAGE_ROOT ? envelope.sent() : null);
  }

  private static Kind kindOf(MediaType type) {
    if (type.isA("multipart")) {
      return Kind.MULTIPART;
    }
    if (type.is("message", "rfc822")) {
      return Kind.MESSAGE;
    }
    return type.isA("text") ? Kind.TEXT : Kind.OTHER;
  }
}
