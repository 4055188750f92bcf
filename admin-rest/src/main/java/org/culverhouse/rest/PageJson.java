package org.culverhouse.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Function;
import org.culverhouse.admin.ListQuery;
import org.culverhouse.admin.Page;

/**
 * A part of a list as JSON.
 *
 * @param next the cursor of the next part, if there is one
 */
record PageJson(JsonObject json, Optional<String> next) {
  static <T> PageJson of(Page<T> page, ListQuery query, Function<T, JsonObject> item) {
    var next = page.next().map(after -> new Cursor(after, query.descending()).text());
    var items = Json.createArrayBuilder();
    page.items().forEach(each -> items.add(item.apply(each)));
    var about =
        Json.createObjectBuilder()
            .add("size", query.size())
            .add("next", next.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
            .add("total", page.total());
    return new PageJson(
        Json.createObjectBuilder().add("items", items).add("page", about).build(), next);
  }
}
