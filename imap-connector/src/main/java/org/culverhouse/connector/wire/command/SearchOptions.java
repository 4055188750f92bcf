package org.culverhouse.connector.wire.command;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.command.Search.Return;
import org.culverhouse.api.model.PartialRange;

/**
 * What SEARCH is to tell (RFC 9051 section 9, RFC 9394 section 4); nothing named is ALL:
 *
 * <pre>
 * search-return-opt = "MIN" / "MAX" / "ALL" / "COUNT" / "SAVE" / "PARTIAL" SP partial-range
 * </pre>
 */
final class SearchOptions {
  private final Lexer in;
  private final Set<Return> returns = EnumSet.noneOf(Return.class);
  private Optional<PartialRange> partial = Optional.empty();

  SearchOptions(Lexer in) {
    this.in = in;
  }

  void read() {
    int from = in.position();
    if (in.listOrEmpty(this::option).isEmpty()) {
      returns.add(Return.ALL);
    }
    if (partial.isPresent() && returns.contains(Return.ALL)) {
      throw in.bad("ALL and PARTIAL exclude each other:", from + 1);
    }
  }

  private boolean option() {
    int from = in.position();
    switch (in.label("a result option")) {
      case "MIN" -> returns.add(Return.MIN);
      case "MAX" -> returns.add(Return.MAX);
      case "ALL" -> returns.add(Return.ALL);
      case "COUNT" -> returns.add(Return.COUNT);
      case "SAVE" -> returns.add(Return.SAVE);
      case "PARTIAL" -> partial(from);
      default -> throw in.bad("Unknown result option", from);
    }
    return true;
  }

  private void partial(int from) {
    if (partial.isPresent()) {
      throw in.bad("A second", from);
    }
    in.sp();
    partial = Optional.of(PartialRanges.read(in));
  }

  Set<Return> returns() {
    return Set.copyOf(returns);
  }

  Optional<PartialRange> partial() {
    return partial;
  }
}
