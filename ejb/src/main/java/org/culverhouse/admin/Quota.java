package org.culverhouse.admin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.OptionalLong;
import org.culverhouse.mailbox.QuotaLimits;

/** How much a user may store, in bytes and in messages; what is empty is not limited. */
public record Quota(
    @PositiveOrZero(message = "must not be negative")
        @Max(value = MAX, message = "must be at most {value}")
        OptionalLong storageBytes,
    @PositiveOrZero(message = "must not be negative")
        @Max(value = MAX, message = "must be at most {value}")
        OptionalLong messages) {
  public static final long MAX = QuotaLimits.MAX;

  public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalLong.empty());

  static Quota of(QuotaLimits limits) {
    return new Quota(optional(limits.octets()), optional(limits.messages()));
  }

  private static OptionalLong optional(long limit) {
    return limit == QuotaLimits.UNLIMITED ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  QuotaLimits limits() {
    return new QuotaLimits(
        storageBytes.orElse(QuotaLimits.UNLIMITED), messages.orElse(QuotaLimits.UNLIMITED));
  }
}
