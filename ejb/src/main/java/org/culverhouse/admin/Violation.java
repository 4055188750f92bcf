package org.culverhouse.admin;

import java.util.Map;

/**
 * A value that cannot be taken.
 *
 * @param field the path of record components, {@code quota.storageBytes}
 * @param code what is wrong, in one stable word
 * @param text the same for a person
 * @param params the numbers in the text, {@code max}
 */
public record Violation(String field, String code, String text, Map<String, Number> params) {
  public Violation {
    params = Map.copyOf(params);
  }

  public Violation(String field, String code, String text) {
    this(field, code, text, Map.of());
  }
}
