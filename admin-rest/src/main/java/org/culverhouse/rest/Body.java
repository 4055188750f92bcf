package org.culverhouse.rest;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The JSON object that a request brings: bounded, UTF-8, each name once in an object. */
record Body(JsonObject json) {
  static final int MAX_BYTES = 64 * 1024;
  static final int MAX_DEPTH = 8;

  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(
          Map.of(jakarta.json.JsonConfig.KEY_STRATEGY, jakarta.json.JsonConfig.KeyStrategy.NONE));

  /**
   * @throws Refusal 400, naming the place, or 413
   */
  static Body read(InputStream in) throws IOException {
    var bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    return parse(text(bytes));
  }

  static Refusal tooLarge() {
    return Refusal.tooLarge("A body has at most " + MAX_BYTES + " bytes");
  }

  private static String text(byte[] bytes) {
    var encoded = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(encoded)
          .toString();
    } catch (CharacterCodingException e) {
      throw Refusal.malformed("The body is not UTF-8 at byte " + (encoded.position() + 1));
    }
  }

  static Body parse(String text) {
    if (text.isBlank()) {
      throw Refusal.malformed("The body is empty; it must be a JSON object");
    }
    boundDepth(text);
    try (var reader = READERS.createReader(new StringReader(text))) {
      readToTheEnd(text);
      return new Body(reader.readObject());
    } catch (JsonParsingException e) {
      var place = e.getLocation();
      throw Refusal.malformed(
          "The body is not a JSON object; see line %d, column %d"
              .formatted(place.getLineNumber(), place.getColumnNumber()));
    } catch (JsonException | IllegalStateException | NumberFormatException e) {
      throw Refusal.malformed("The body is not a JSON object: " + e.getMessage());
    }
  }

  /** A reader does not look at what stands behind the object. */
  private static void readToTheEnd(String text) {
    try (var parser = Json.createParser(new StringReader(text))) {
      while (parser.hasNext()) {
        parser.next();
      }
    }
  }

  /** Before the parser, which recurses. */
  private static void boundDepth(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        throw Refusal.malformed(
            "The body is nested more than %d deep at character %d".formatted(MAX_DEPTH, i + 1));
      }
    }
  }

  /** These fields with those of the body in their place (RFC 7396). */
  JsonObject mergedInto(JsonObject current) {
    return Json.createMergePatch(json).apply(current).asJsonObject();
  }
}
