package org.culverhouse.command;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.culverhouse.api.Content;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.Replace;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.Appended;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mime.FormCheck;

/**
 * APPEND of one message or several (RFC 9051 section 6.3.12, RFC 3502), also put together from
 * parts (RFC 4469), and REPLACE (RFC 8508).
 */
final class AppendHandler {
  private final InstantSource clock;
  private final long maxMessage;
  private final MessageLimit limit;
  private final FormPolicy form;

  AppendHandler(InstantSource clock, CommandSettings settings, MessageLimit limit) {
    this.clock = clock;
    this.maxMessage = settings.maxMessage();
    this.limit = limit;
    this.form = settings.form();
  }

  Tagged append(Append command, Conversation conversation, Progress progress, ResponseWriter out) {
    var store = conversation.store();
    return store(
        command.tag(),
        command.messages(),
        conversation,
        progress,
        out,
        messages -> {
          var tooMuch = limit.refusal(command.tag(), command.messages().size());
          if (tooMuch.isPresent()) {
            return tooMuch.get();
          }
          var target = CopyHandler.target(store, command.mailbox());
          var appended = store.append(target, messages.get());
          conversation.added(target, appended.uids());
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
        out,
        messages -> {
          var selection = conversation.selected();
          selection.requireWritable();
          long replaced = replaced(command, selection);
          var target = CopyHandler.target(conversation.store(), command.mailbox());
          var appended = selection.mailbox().replace(replaced, target, messages.get().getFirst());
          selection.view().removed(UidBitmap.of(replaced));
          conversation.added(target, appended.uids());
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
      ResponseWriter out,
      Function<Messages, Tagged> action) {
    var joined = new ArrayList<JoinedContent>();
    try {
      var assembly = new Assembly(conversation.store(), maxMessage);
      return action.apply(
          () -> newMessages(messages, assembly, progress, check(conversation, out), joined));
    } catch (BadUrlException bad) {
      return bad.answer(tag);
    } finally {
      joined.forEach(Content::close);
      messages.forEach(AppendMessage::close);
    }
  }

  /** What is done about the form of a message before it is stored. */
  private Consumer<Content> check(Conversation conversation, ResponseWriter out) {
    boolean isUtf8 = Extension.readsUtf8(conversation.session().enabled());
    return switch (form) {
      case OFF -> content -> {};
      case WARN ->
          content ->
              fault(content, isUtf8)
                  .ifPresent(
                      fault ->
                          out.write(new Untagged(Condition.NO, Optional.empty(), text(fault))));
      case REJECT ->
          content ->
              fault(content, isUtf8)
                  .ifPresent(
                      fault -> {
                        throw new MailException(Reason.CANNOT, text(fault));
                      });
    };
  }

  private static String text(String fault) {
    return "This does not have the form of a message: " + fault;
  }

  private static Optional<String> fault(Content content, boolean isUtf8) {
    try {
      return FormCheck.fault(content, isUtf8);
    } catch (IOException e) {
      throw new MailException(Reason.UNAVAILABLE, "The message cannot be read now", e);
    }
  }

  private List<NewMessage> newMessages(
      List<AppendMessage> messages,
      Assembly assembly,
      Progress progress,
      Consumer<Content> check,
      List<JoinedContent> joined) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var made = new ArrayList<NewMessage>(messages.size());
    for (var message : messages) {
      var content = assembly.content(message);
      if (content instanceof JoinedContent parts) {
        joined.add(parts);
      }
      check.accept(content);
      long done = made.size();
      var watched = WatchedContent.of(content, () -> progress.reached(done, messages.size()));
      made.add(new NewMessage(watched, message.flags(), message.internalDate().orElse(now)));
    }
    return made;
  }
}
