package org.culverhouse.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.culverhouse.admin.Violation;

/**
 * A field of a body that cannot be taken.
 *
 * @param pointer where it is (RFC 6901)
 * @param code what is wrong, in one stable word
 * @param detail the same for a person
 * @param params the numbers in the detail
 */
record FieldError(String pointer, String code, String detail, Map<String, Number> params) {
  FieldError(String pointer, String code, String detail) {
    this(pointer, code, detail, Map.of());
  }

  /** The facade names fields as records do, {@code quota.storageBytes}. */
  static FieldError of(Violation violation) {
    return new FieldError(
        "/" + violation.field().replace('.', '/'),
        violation.code(),
        violation.text(),
        violation.params());
  }

  JsonObject json() {
    var json =
        Json.createObjectBuilder().add("pointer", pointer).add("code", code).add("detail", detail);
    if (!params.isEmpty()) {
      var numbers = Json.createObjectBuilder();
      new TreeMap<>(params)
          .forEach((name, number) -> numbers.add(name, new BigDecimal(number.toString())));
      json.add("params", numbers);
    }
    return json.build();
  }
}
