package org.culverhouse.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.culverhouse.mime.Part.Kind;

/**
 * The structure of a message in one line, as different parsers see it: {@code
 * type/subtype:octets:lines}, parts of a multipart in parentheses, the message in a message/rfc822
 * in braces.
 */
final class Outline {
  private static final Pattern TYPE = Pattern.compile("\"([^\"]*)\" \"([^\"]*)\".*");

  private Outline() {}

  static String leaf(String type, String body) {
    return leaf(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String leaf(String type, byte[] body) {
    long lines = 0;
    for (byte octet : body) {
      lines += octet == '\n' ? 1 : 0;
    }
    return type + ":" + body.length + ":" + lines;
  }

  static MessageStructure scan(byte[] message) {
    var scanner = new MimeScanner();
    scanner.feed(ByteBuffer.wrap(message));
    return scanner.finish();
  }

  static String ofScanner(MessageStructure structure) {
    var text = new StringBuilder();
    write(structure.parts(), 0, text);
    return text.toString();
  }

  private static int write(List<Part> parts, int index, StringBuilder text) {
    var part = parts.get(index);
    int next = index + 1;
    if (part.header.kind() == Kind.MULTIPART) {
      String subtype = new String(part.header.basic(), StandardCharsets.US_ASCII);
      text.append("multipart/")
          .append(subtype.replace("\"", "").toLowerCase(Locale.ROOT))
          .append('(');
      while (next < parts.size() && parts.get(next).depth > part.depth) {
        text.append(next == index + 1 ? "" : " ");
        next = write(parts, next, text);
      }
      text.append(')');
      return next;
    }
    var type = TYPE.matcher(new String(part.header.basic(), StandardCharsets.US_ASCII));
    type.matches();
    text.append((type.group(1) + "/" + type.group(2)).toLowerCase(Locale.ROOT));
    if (part.header.kind() == Kind.MESSAGE) {
      text.append('{');
      next = write(parts, next, text);
      text.append('}');
    } else {
      text.append(":" + part.size() + ":" + part.lines);
    }
    return next;
  }

  static String ofMime4j(byte[] message) throws IOException, MimeException {
    var config =
        new MimeConfig.Builder()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .build();
    var stream = new MimeTokenStream(config);
    stream.setRecursionMode(RecursionMode.M_RECURSE);
    stream.parse(new ByteArrayInputStream(message));
    var text = new StringBuilder();
    int messages = 0;
    for (var state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_START_MULTIPART -> text.append(stream.getBodyDescriptor().getMimeType()).append('(');
        case T_END_MULTIPART -> text.append(") ");
        case T_START_MESSAGE -> {
          text.append(messages++ == 0 ? "" : "message/rfc822{");
        }
        case T_END_MESSAGE -> text.append("} ");
        case T_BODY -> {
          byte[] body = stream.getInputStream().readAllBytes();
          text.append(leaf(stream.getBodyDescriptor().getMimeType(), body)).append(' ');
        }
        default -> {}
      }
    }
    String outline = text.toString().replace(" )", ")").replace(" }", "}").strip();
    return outline.endsWith("}") ? outline.substring(0, outline.length() - 1).strip() : outline;
  }

  static String ofAngus(byte[] message) throws IOException, MessagingException {
    var session = Session.getInstance(new Properties());
    var text = new StringBuilder();
    var parsed = new MimeMessage(session, new ByteArrayInputStream(message));
    write(parsed, parsed.getRawInputStream(), text);
    return text.toString();
  }

  private static void write(jakarta.mail.Part part, InputStream raw, StringBuilder text)
      throws IOException, MessagingException {
    String type = part.getContentType().replaceAll("[;\\s].*|\\s", "").toLowerCase(Locale.ROOT);
    if (part.isMimeType("multipart/*")) {
      text.append(type).append('(');
      var multipart = (MimeMultipart) part.getContent();
      for (int i = 0; i < multipart.getCount(); i++) {
        var child = (MimeBodyPart) multipart.getBodyPart(i);
        text.append(i == 0 ? "" : " ");
        write(child, child.getRawInputStream(), text);
      }
      text.append(')');
    } else if (part.isMimeType("message/rfc822")) {
      var inner = (MimeMessage) part.getContent();
      text.append("message/rfc822{");
      write(inner, inner.getRawInputStream(), text);
      text.append('}');
    } else {
      text.append(leaf(type, raw.readAllBytes()));
    }
  }
}
