package org.culverhouse.command;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.NewMessage;

/** APPEND of one message or several (RFC 9051 section 6.3.12, RFC 3502). */
final class AppendHandler {
  private final InstantSource clock;

  AppendHandler(InstantSource clock) {
    this.clock = clock;
  }

  Tagged handle(Append command, Conversation conversation) {
    try {
      var store = conversation.store();
      var target = CopyHandler.target(store, command.mailbox());
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      var messages =
          command.messages().stream()
              .map(m -> new NewMessage(m.content(), m.flags(), m.internalDate().orElse(now)))
              .toList();
      var appended = store.append(target, messages);
      return Tagged.ok(
          command.tag(),
          new ResponseCode.AppendUid(appended.validity(), appended.uids()),
          "APPEND completed");
    } finally {
      command.messages().forEach(message -> message.content().close());
    }
  }
}
