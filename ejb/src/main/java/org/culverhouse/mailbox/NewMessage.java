package org.culverhouse.mailbox;

import java.time.Instant;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;

/** A message to be stored; its content is in network form, with CRLF. */
public record NewMessage(Content content, FlagSet flags, Instant internalDate) {}
