package org.culverhouse.api.command;

import java.time.Instant;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;

/** One message of an {@link Append}. Whoever handles the command closes the content. */
public record AppendMessage(FlagSet flags, Optional<Instant> internalDate, Content content) {}
