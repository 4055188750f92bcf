package org.culverhouse.admin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.OptionalInt;

/** What a user may use at once; where it is empty the server's default holds. */
public record Limits(
    @Min(value = 1, message = "must be at least {value}")
        @Max(value = 100_000, message = "must be at most {value}")
        OptionalInt maxConnections) {
  public static final Limits DEFAULT = new Limits(OptionalInt.empty());
}
