package org.culverhouse.connector.wire.command;

import org.culverhouse.api.model.PartialRange;

/**
 * Windows on results (RFC 9394 section 4):
 *
 * <pre>
 * partial-range       = partial-range-first / partial-range-last
 * partial-range-first = nz-number ":" nz-number
 * partial-range-last  = MINUS nz-number ":" MINUS nz-number
 * </pre>
 */
final class PartialRanges {
  private static final String POSITION = "a position among the results";

  private PartialRanges() {}

  static PartialRange read(Lexer in) {
    boolean fromEnd = in.take('-');
    long first = in.nzNumber(POSITION);
    in.expect(':');
    if (fromEnd) {
      in.expect('-');
    }
    long last = in.nzNumber(POSITION);
    return fromEnd ? new PartialRange(-first, -last) : new PartialRange(first, last);
  }
}
