package org.culverhouse.mime;

import java.util.ArrayList;
import java.util.List;
import org.culverhouse.mime.Part.DefaultType;
import org.culverhouse.mime.Part.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a part that BODYSTRUCTURE shows (RFC 9051 section 7.5.2). Of a field that stands
 * twice the first counts.
 */
final class ContentFields {
  private @Nullable String type;
  private @Nullable String encoding;
  private @Nullable String id;
  private @Nullable String description;
  private @Nullable String md5;
  private @Nullable String disposition;
  private @Nullable String language;
  private @Nullable String location;

  void accept(FieldCursor field) {
    if (!field.mayBeContentField()) {
      return;
    }
    if (type == null && field.isNamed("Content-Type")) {
      type = field.value();
    } else if (encoding == null && field.isNamed("Content-Transfer-Encoding")) {
      encoding = field.value();
    } else if (id == null && field.isNamed("Content-ID")) {
      id = field.value();
    } else if (description == null && field.isNamed("Content-Description")) {
      description = field.value();
    } else if (md5 == null && field.isNamed("Content-MD5")) {
      md5 = field.value();
    } else if (disposition == null && field.isNamed("Content-Disposition")) {
      disposition = field.value();
    } else if (language == null && field.isNamed("Content-Language")) {
      language = field.value();
    } else if (location == null && field.isNamed("Content-Location")) {
      location = field.value();
    }
  }

  /**
   * A multipart without a boundary does not follow the syntax, and what does not is text/plain (RFC
   * 2046 section 5.1.1, RFC 2045 section 5.2).
   */
  MediaType mediaType(DefaultType defaultType) {
    if (type == null) {
      return defaultType == DefaultType.MESSAGE_RFC822
          ? MediaType.MESSAGE_RFC822
          : MediaType.TEXT_PLAIN;
    }
    return MediaType.parse(type)
        .filter(found -> !found.isA("multipart") || found.hasUsableBoundary())
        .map(MediaType::withCharset)
        .orElse(MediaType.TEXT_PLAIN);
  }

  String encoding() {
    if (encoding == null) {
      return "7bit";
    }
    var field = new FieldLexer(encoding);
    field.skipBlanks();
    String name = field.readAtom(";,");
    return name.isEmpty() ? "7bit" : name;
  }

  byte[] renderBasic(MediaType mediaType, Kind kind, StringForm form) {
    var out = new Rendering(form, 256);
    if (kind == Kind.MULTIPART) {
      return out.string(mediaType.subtype()).toBytes();
    }
    mediaType.render(out);
    out.raw(" ").nstring(stripped(id)).raw(" ").nstring(stripped(description));
    return out.raw(" ").string(encoding()).toBytes();
  }

  byte[] renderExtension(MediaType mediaType, Kind kind, StringForm form) {
    var out = new Rendering(form, 256).raw(" ");
    if (kind == Kind.MULTIPART) {
      mediaType.parameters().render(out);
    } else {
      out.nstring(stripped(md5));
    }
    renderDisposition(out.raw(" "));
    renderLanguage(out.raw(" "));
    return out.raw(" ").nstring(stripped(location)).toBytes();
  }

  private static @Nullable String stripped(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private void renderDisposition(Rendering out) {
    var field = new FieldLexer(disposition == null ? "" : disposition);
    field.skipBlanks();
    String kind = field.readAtom(";=");
    if (kind.isEmpty()) {
      out.raw("NIL");
      return;
    }
    out.raw("(").string(kind).raw(" ");
    Parameters.read(field).render(out);
    out.raw(")");
  }

  private void renderLanguage(Rendering out) {
    var tags = languageTags();
    if (tags.isEmpty()) {
      out.raw("NIL");
      return;
    }
    String separator = "(";
    for (String tag : tags) {
      out.raw(separator).string(tag);
      separator = " ";
    }
    out.raw(")");
  }

  /** A list of tags with commas and comments (RFC 3282 section 2). */
  private List<String> languageTags() {
    var tags = new ArrayList<String>();
    var field = new FieldLexer(language == null ? "" : language);
    while (!field.atEnd() && tags.size() < Parameters.MAX_COUNT) {
      field.skipBlanks();
      String tag = field.readAtom(",");
      if (isLanguageTag(tag)) {
        tags.add(tag);
      }
      field.skipTo(",");
      field.skip();
    }
    return tags;
  }

  private static boolean isLanguageTag(String tag) {
    return !tag.isEmpty()
        && tag.chars().allMatch(c -> c == '-' || c < 0x80 && Character.isLetterOrDigit((char) c));
  }
}
