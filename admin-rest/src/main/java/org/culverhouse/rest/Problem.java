package org.culverhouse.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * A refusal as the client reads it (RFC 9457). Its type is always {@code about:blank}: the status
 * says what kind it is, and the codes of the errors say more.
 *
 * @param instance names this one refusal, for the log; empty for those that need no log
 */
record Problem(int status, String title, String detail, String instance, List<FieldError> errors) {
  static final String MEDIA_TYPE = "application/problem+json";

  Problem(int status, String title, String detail) {
    this(status, title, detail, "", List.of());
  }

  JsonObject json() {
    var json =
        Json.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", title)
            .add("status", status)
            .add("detail", detail);
    if (!instance.isEmpty()) {
      json.add("instance", instance);
    }
    if (!errors.isEmpty()) {
      json.add("errors", array(errors));
    }
    return json.build();
  }

  private static JsonArrayBuilder array(List<FieldError> errors) {
    var array = Json.createArrayBuilder();
    errors.forEach(error -> array.add(error.json()));
    return array;
  }
}
