package org.culverhouse.cli;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.OptionalLong;

/** A limit as somebody wants it; empty takes it away. */
record Limit(OptionalLong value) {
  static final Limit NONE = new Limit(OptionalLong.empty());

  static Limit of(long value) {
    return new Limit(OptionalLong.of(value));
  }

  JsonValue json() {
    return value.isPresent() ? Json.createValue(value.getAsLong()) : JsonValue.NULL;
  }
}
