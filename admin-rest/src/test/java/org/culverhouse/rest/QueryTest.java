package org.culverhouse.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culverhouse.admin.ListQuery;
import org.culverhouse.admin.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @Test
  void withoutParametersAListBeginsAtTheBeginning() {
    assertThat(Query.of(Map.of()).list("name")).isEqualTo(new ListQuery("", "", false, 50));
  }

  @Test
  void takesEachParameter() {
    var query =
        Query.of(
            Map.of(
                "q", List.of("ad"),
                "limit", List.of("500"),
                "sort", List.of("-name"),
                "cursor", List.of(new Cursor("zoe", true).text())));

    assertThat(query.list("name")).isEqualTo(new ListQuery("ad", "zoe", true, 500));
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0",
    "limit, 501",
    "limit, -1",
    "limit, 1e2",
    "limit, 99999999999",
    "sort, size",
    "sort, -",
    "cursor, !!!",
    "cursor, Kw",
    "colour, red"
  })
  void refusesAndNamesTheParameter(String name, String value) {
    var refusal =
        catchThrowableOfType(
            Refusal.class, () -> Query.of(Map.of(name, List.of(value))).list("name"));

    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().detail()).contains(name);
  }

  @Test
  void refusesAParameterThatIsGivenTwice() {
    var refusal =
        catchThrowableOfType(Refusal.class, () -> Query.of(Map.of("q", List.of("a", "b"))));

    assertThat(refusal.problem().detail()).contains("q is given more than once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\n"})
  void refusesControlCharacters(String text) {
    var query = Query.of(Map.of("q", List.of(text)));

    assertThat(catchThrowableOfType(Refusal.class, () -> query.text("q"))).isNotNull();
  }

  @Test
  void aCursorOfOneDirectionIsRefusedInTheOther() {
    var text = new Cursor("zoe", true).text();

    var refusal = catchThrowableOfType(Refusal.class, () -> Cursor.parse(text, false));

    assertThat(refusal.problem().status()).isEqualTo(400);
  }

  @Test
  void theCursorOfAPageLeadsToTheNext() {
    var query = new ListQuery("", "", false, 2);
    var page = new Page<>(List.of("a", "ü"), Optional.of("ü"), 3);

    var json = PageJson.of(page, query, name -> Body.parse("{\"name\":\"" + name + "\"}").json());

    var next = json.json().getJsonObject("page").getString("next");
    assertThat(Cursor.parse(next, false).after()).isEqualTo("ü");
    assertThat(json.json().getJsonObject("page").getInt("total")).isEqualTo(3);
    assertThat(json.json().getJsonArray("items")).hasSize(2);
  }

  @Test
  void theLastPageHasNoNext() {
    var page = new Page<String>(List.of(), Optional.empty(), 0);

    var json = PageJson.of(page, new ListQuery("", "", false, 2), name -> Body.parse("{}").json());

    assertThat(json.json().toString())
        .isEqualTo("{\"items\":[],\"page\":{\"size\":2,\"next\":null,\"total\":0}}");
  }
}
