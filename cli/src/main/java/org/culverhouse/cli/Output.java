package org.culverhouse.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** How a list is printed. */
enum Output {
  /** For people: aligned columns under a heading. */
  table,
  /** For programs: what the server said. */
  json;

  /** A column and how to get its text out of a thing. */
  record Column(String heading, Function<JsonObject, String> text) {}

  void print(PrintWriter out, List<JsonObject> things, List<Column> columns) {
    switch (this) {
      case json -> out.println(Json.createArrayBuilder(things).build());
      case table -> table(out, things, columns);
    }
    out.flush();
  }

  private static void table(PrintWriter out, List<JsonObject> things, List<Column> columns) {
    var rows = new ArrayList<List<String>>();
    rows.add(columns.stream().map(Column::heading).toList());
    for (var thing : things) {
      rows.add(columns.stream().map(column -> column.text().apply(thing)).toList());
    }
    var widths = new int[columns.size()];
    for (var row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** A member of a thing, or of a thing in it, as text; a dash where there is none. */
  static String text(JsonObject thing, String... path) {
    JsonValue value = thing;
    for (var name : path) {
      value =
          value instanceof JsonObject object
              ? object.getOrDefault(name, JsonValue.NULL)
              : JsonValue.NULL;
    }
    if (value == JsonValue.NULL) {
      return "-";
    }
    return value instanceof jakarta.json.JsonString string ? string.getString() : value.toString();
  }
}
