package org.culverhouse.command;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.culverhouse.api.Content;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.Replace;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;

/**
 * APPEND of one message or several (RFC 9051 section 6.3.12, RFC 3502), also put together from
 * parts (RFC 4469), and REPLACE (RFC 8508).
 */
final class AppendHandler {
  private final InstantSource clock;
  private final long maxMessage;

  /**
   * @param maxMessage octets of the largest message
   */
  AppendHandler(InstantSource clock, long maxMessage) {
    this.clock = clock;
    this.maxMessage = maxMessage;
  }

  Tagged append(Append command, Conversation conversation, Progress progress) {
    var store = conversation.store();
    return store(
        command.tag(),
        command.messages(),
        conversation,
        progress,
        messages -> {
          var target = CopyHandler.target(store, command.mailbox());
          var appended = store.append(target, messages.get());
          return Tagged.ok(command.tag(), code(appended), "APPEND completed");
        });
  }

  /**
   * The UID of the new message stands in front of the expunge, which follows with the news (RFC
   * 8508 section 4.3).
   */
  Tagged replace(
      Replace command, Conversation conversation, Progress progress, ResponseWriter out) {
    return store(
        command.tag(),
        List.of(command.message()),
        conversation,
        progress,
        messages -> {
          var selection = conversation.selected();
          selection.requireWritable();
          long replaced = replaced(command, selection);
          var target = CopyHandler.target(conversation.store(), command.mailbox());
          var appended = selection.mailbox().replace(replaced, target, messages.get().getFirst());
          out.write(Untagged.ok(code(appended), "Replaced"));
          return CloseHandler.expunged(
              command.tag(),
              command.kind().wireName() + " completed",
              UidBitmap.of(replaced),
              conversation);
        });
  }

  private static long replaced(Replace command, Selection selection) {
    var named = selection.named(command.numbering(), command.replaced());
    if (named.isEmpty()) {
      throw new MailException(Reason.EXPUNGED, "There is no message that could be replaced");
    }
    return named.first();
  }

  private static ResponseCode code(Appended appended) {
    return new ResponseCode.AppendUid(appended.validity(), appended.uids());
  }

  /** The messages, which are put together only when the command has been found right. */
  private interface Messages {
    List<NewMessage> get();
  }

  private Tagged store(
      String tag,
      List<AppendMessage> messages,
      Conversation conversation,
      Progress progress,
      Function<Messages, Tagged> action) {
    var joined = new ArrayList<JoinedContent>();
    try {
      var assembly = new Assembly(conversation.store(), maxMessage);
      return action.apply(() -> newMessages(messages, assembly, progress, joined));
    } catch (BadUrlException bad) {
      return bad.answer(tag);
    } finally {
      joined.forEach(Content::close);
      messages.forEach(AppendMessage::close);
    }
  }

  private List<NewMessage> newMessages(
      List<AppendMessage> messages,
      Assembly assembly,
      Progress progress,
      List<JoinedContent> joined) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var made = new ArrayList<NewMessage>(messages.size());
    for (var message : messages) {
      var content = assembly.content(message);
      if (content instanceof JoinedContent parts) {
        joined.add(parts);
      }
      long done = made.size();
      var watched = WatchedContent.of(content, () -> progress.reached(done, messages.size()));
      made.add(new NewMessage(watched, message.flags(), message.internalDate().orElse(now)));
    }
    return made;
  }
}
