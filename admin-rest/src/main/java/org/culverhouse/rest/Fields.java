package org.culverhouse.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a JSON object apart and notes everything that does not fit. What is null is absent. One
 * thread.
 */
final class Fields {
  private final JsonObject object;
  private final String pointer;
  private final List<FieldError> errors;
  private final Set<String> settable = new HashSet<>();
  private final Set<String> shown = new HashSet<>();
  private final List<Fields> parts = new ArrayList<>();

  Fields(JsonObject object) {
    this(object, "", new ArrayList<>());
  }

  private Fields(JsonObject object, String pointer, List<FieldError> errors) {
    this.object = object;
    this.pointer = pointer;
    this.errors = errors;
  }

  Optional<String> text(String name) {
    return switch (value(name)) {
      case null -> Optional.empty();
      case JsonString string -> Optional.of(unicode(name, string.getString()));
      default -> {
        add(name, "type", "must be a string");
        yield Optional.empty();
      }
    };
  }

  /** Half a surrogate pair would silently become a question mark on its way to the database. */
  private String unicode(String name, String text) {
    if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      add(name, "unicode", "holds half a surrogate pair");
    }
    return text;
  }

  String requiredText(String name) {
    if (value(name) == null) {
      add(name, "required", "is missing");
    }
    return text(name).orElse("");
  }

  OptionalLong number(String name) {
    var value = value(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      if (value instanceof JsonNumber number) {
        return OptionalLong.of(number.bigDecimalValue().longValueExact());
      }
    } catch (ArithmeticException e) {
      // As below.
    }
    add(name, "type", "must be a whole number");
    return OptionalLong.empty();
  }

  /** False where there is none. */
  boolean flag(String name) {
    var value = value(name);
    boolean isTrue = JsonValue.TRUE.equals(value);
    if (value != null && !isTrue && !value.equals(JsonValue.FALSE)) {
      add(name, "type", "must be true or false");
    }
    return isTrue;
  }

  OptionalInt smallNumber(String name) {
    var number = number(name);
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    // What does not fit is out of every range; the facade says which range.
    return OptionalInt.of(Math.clamp(number.getAsLong(), Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** One of these words; the first where there is none. */
  String word(String name, List<String> words) {
    var word = text(name).orElse(words.getFirst());
    if (!words.contains(word)) {
      add(name, "value", "must be one of " + String.join(", ", words));
    }
    return word;
  }

  /** An object in this one; empty where there is none. */
  Fields object(String name) {
    var part =
        switch (value(name)) {
          case null -> JsonValue.EMPTY_JSON_OBJECT;
          case JsonObject inner -> inner;
          default -> {
            add(name, "type", "must be an object");
            yield JsonValue.EMPTY_JSON_OBJECT;
          }
        };
    var fields = new Fields(part, pointerTo(name), errors);
    parts.add(fields);
    return fields;
  }

  /** These are shown, and cannot be set. */
  void readOnly(String... names) {
    for (var name : names) {
      shown.add(name);
      if (!isAbsent(name)) {
        add(name, "readOnly", "cannot be set");
      }
    }
  }

  private @Nullable JsonValue value(String name) {
    settable.add(name);
    return isAbsent(name) ? null : object.get(name);
  }

  private boolean isAbsent(String name) {
    var value = object.get(name);
    return value == null || value.getValueType() == JsonValue.ValueType.NULL;
  }

  /**
   * Call it when all fields have been taken.
   *
   * @throws Refusal 422 when there is something that does not fit, or that nobody asked for
   */
  void end() {
    noteUnknown();
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
  }

  private void noteUnknown() {
    object.keySet().stream()
        .filter(name -> !settable.contains(name) && !shown.contains(name))
        .forEach(name -> add(name, "unknown", "is not a field; there are " + names()));
    parts.forEach(Fields::noteUnknown);
  }

  private String names() {
    return String.join(", ", settable.stream().sorted().toList());
  }

  private void add(String name, String code, String detail) {
    errors.add(new FieldError(pointerTo(name), code, detail));
  }

  private String pointerTo(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
