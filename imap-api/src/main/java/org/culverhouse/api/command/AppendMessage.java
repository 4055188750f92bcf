package org.culverhouse.api.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;

/**
 * One message of an {@link Append}: a literal, or what CATENATE puts together (RFC 4469). Whoever
 * handles the command closes it.
 */
public record AppendMessage(FlagSet flags, Optional<Instant> internalDate, List<AppendPart> parts)
    implements AutoCloseable {
  public AppendMessage {
    parts = List.copyOf(parts);
  }

  /** A message that has come as a whole. */
  public AppendMessage(FlagSet flags, Optional<Instant> internalDate, Content content) {
    this(flags, internalDate, List.of(new AppendPart.Text(content)));
  }

  /** Lets go what the client has sent. */
  @Override
  public void close() {
    for (var part : parts) {
      if (part instanceof AppendPart.Text text) {
        text.content().close();
      }
    }
  }
}
