package org.culverhouse.api.command;

import java.util.Optional;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.PartialRange;

/**
 * What narrows a FETCH down (RFC 4466 section 2.4).
 *
 * @param changedSince only messages that have changed later (RFC 7162 section 3.1.4.1)
 * @param vanished those of the messages that have been expunged since then are told too (section
 *     3.2.6)
 * @param partial only this window on the messages (RFC 9394 section 3.3)
 */
public record FetchModifiers(
    Optional<ModSeq> changedSince, boolean vanished, Optional<PartialRange> partial) {
  public static final FetchModifiers NONE =
      new FetchModifiers(Optional.empty(), false, Optional.empty());
}
