package org.culverhouse.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.SyntaxException;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchAttribute.Seen;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.FetchedFlags.Told;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mime.StringForm;

/** FETCH and UID FETCH (RFC 9051 section 6.4.5). */
final class FetchHandler {
  private final MessageLimit limit;

  FetchHandler(MessageLimit limit) {
    this.limit = limit;
  }

  /**
   * Messages are marked as seen in groups of this size, each before it is sent: together, because a
   * change costs a sync; in groups, so that a client that goes away leaves the rest unseen.
   */
  private static final int SEEN_AT_ONCE = 64;

  private static final Set<FetchAttribute> FLAGS_AND_NUMBERS =
      Set.of(Item.UID, Item.FLAGS, Item.MODSEQ);
  private static final FlagChange SEEN = new FlagChange.Add(FlagSet.of(SystemFlag.SEEN));

  Tagged handle(Fetch command, Conversation conversation, Progress progress, ResponseWriter out) {
    var selection = conversation.selected();
    checkVanished(command, conversation);
    if (command.attributes().contains(Item.MODSEQ)) {
      conversation.switchOn(Extension.CONDSTORE);
    }
    var run =
        new Run(
            selection,
            attributes(command, conversation),
            command.numbering(),
            conversation.stringForm(),
            News.of(conversation, command.numbering(), out),
            progress,
            out);
    var tooMuch =
        command.modifiers().partial().flatMap(p -> limit.refusal(command.tag(), p.size()));
    if (tooMuch.isPresent()) {
      return tooMuch.get();
    }
    var part = limit.part(chosen(command, selection, out));
    var messages = part.messages();
    run.expect(messages.size());
    if (selection.isWritable() && marksSeen(command)) {
      for (var group : groups(messages)) {
        run.fetch(group, mark(selection, group));
      }
    } else {
      run.fetch(messages, UidBitmap.EMPTY);
    }
    run.failure()
        .ifPresent(
            failure -> {
              part.tellFirst(out);
              throw failure;
            });
    return part.told(Tagged.ok(command.tag(), command.kind().wireName() + " completed"), out);
  }

  private static void checkVanished(Fetch command, Conversation conversation) {
    if (command.modifiers().vanished() && !conversation.has(Extension.QRESYNC)) {
      throw new SyntaxException("VANISHED needs QRESYNC, which has to be enabled first");
    }
  }

  /** The messages that the command names, and its modifiers leave over. */
  private static UidBitmap chosen(Fetch command, Selection selection, ResponseWriter out) {
    var named = selection.named(command.numbering(), command.messages());
    var changedSince = command.modifiers().changedSince();
    if (changedSince.isPresent()) {
      var newest = selection.view().newest();
      if (command.modifiers().vanished()) {
        tellVanished(command, changedSince.get(), selection, newest, out);
      }
      named = named.and(newest.changedSince(changedSince.get()));
    }
    return command.modifiers().partial().map(named::window).orElse(named);
  }

  /** A message that the client still counts is told as expunged by the news, not here. */
  private static void tellVanished(
      Fetch command,
      ModSeq since,
      Selection selection,
      MailboxSnapshot newest,
      ResponseWriter out) {
    if (command.messages().isSaved()) {
      return;
    }
    var ranges = command.messages().resolve(Math.max(1, newest.uidNext() - 1));
    var vanished = Resynchronization.vanished(newest, since, ranges);
    new Resynchronization(selection, out)
        .tellVanished(vanished.andNot(selection.view().messages()));
  }

  /** The UID is told by itself, unless the response begins with it (RFC 9586 section 3.3). */
  private static List<FetchAttribute> attributes(Fetch command, Conversation conversation) {
    var attributes = new LinkedHashSet<FetchAttribute>();
    if (command.numbering() == Numbering.UID && !conversation.has(Extension.UIDONLY)) {
      attributes.add(Item.UID);
    }
    attributes.addAll(command.attributes());
    return List.copyOf(attributes);
  }

  private static boolean marksSeen(Fetch command) {
    return command.attributes().stream()
        .anyMatch(
            attribute ->
                switch (attribute) {
                  case FetchAttribute.Body body -> body.seen() == Seen.SET;
                  case FetchAttribute.Binary binary -> binary.seen() == Seen.SET;
                  case FetchAttribute.BinarySize size -> false;
                  case Item item -> item == Item.RFC822 || item == Item.RFC822_TEXT;
                });
  }

  private static List<UidBitmap> groups(UidBitmap messages) {
    var groups = new ArrayList<UidBitmap>();
    for (int first = 1; first <= messages.size(); first += SEEN_AT_ONCE) {
      int last = Math.min(first + SEEN_AT_ONCE - 1, messages.size());
      groups.add(messages.within(messages.select(first), messages.select(last)));
    }
    return groups;
  }

  /** Marks a group as seen, and returns those that were not. */
  private static UidBitmap mark(Selection selection, UidBitmap group) {
    var snapshot = selection.mailbox().snapshot();
    var unseen = group.and(snapshot.live()).andNot(snapshot.with(SystemFlag.SEEN));
    return unseen.isEmpty() ? unseen : selection.mailbox().change(unseen, SEEN);
  }

  /** One FETCH while it goes on. A message that fails does not keep the others back. */
  private static final class Run {
    private final Selection selection;
    private final List<FetchAttribute> attributes;
    private final Numbering numbering;
    private final FetchWriter writer;
    private final News news;
    private final List<FetchAttribute> attributesWithNews;
    private final Progress progress;
    private final ResponseWriter out;
    private long goal;
    private long done;
    private Optional<MailException> failure = Optional.empty();

    Run(
        Selection selection,
        List<FetchAttribute> attributes,
        Numbering numbering,
        StringForm form,
        News news,
        Progress progress,
        ResponseWriter out) {
      this.selection = selection;
      this.attributes = attributes;
      this.numbering = numbering;
      this.writer = new FetchWriter(selection, form, out);
      this.news = news;
      this.attributesWithNews = withNews(attributes, news);
      this.progress = progress;
      this.out = out;
    }

    /** So many messages will be fetched in all. */
    void expect(long messages) {
      goal = messages;
    }

    /** The first thing that went wrong. */
    Optional<MailException> failure() {
      return failure;
    }

    /**
     * Sends the messages, with the flags of those that have changed through this.
     *
     * @param marked those that are seen now, and were not
     */
    void fetch(UidBitmap messages, UidBitmap marked) {
      var newest = selection.view().newest();
      if (asksOnlyForFlags() && messages.andNot(newest.live()).isEmpty()) {
        fetchFlags(messages, newest);
      } else {
        selection
            .view()
            .forEach(messages, (number, uid) -> fetch(number, uid, newest, marked.contains(uid)));
      }
      var flagsTold = attributes.contains(Item.FLAGS) ? messages : marked;
      if (!flagsTold.isEmpty()) {
        selection.view().tellExcept(flagsTold, newest, news);
      }
    }

    private boolean asksOnlyForFlags() {
      return attributes.contains(Item.FLAGS) && FLAGS_AND_NUMBERS.containsAll(attributes);
    }

    /** The question of a client that comes back, about thousands of messages. */
    private void fetchFlags(UidBitmap messages, MailboxSnapshot newest) {
      var withUid = attributes.contains(Item.UID) ? Numbering.UID : Numbering.SEQUENCE;
      var told = attributes.contains(Item.MODSEQ) ? Told.FLAGS_AND_MODSEQ : Told.FLAGS;
      out.write(
          new Response.FetchedFlags(withUid, told, selection.view().flagLines(messages, newest)));
    }

    private void fetch(int number, long uid, MailboxSnapshot newest, boolean marked) {
      progress.reached(done++, goal);
      var state = selection.view().stateOf(uid, newest);
      if (state.isEmpty()) {
        failed(new MailException(Reason.EXPUNGED, "Some of the messages have been expunged"));
        return;
      }
      try {
        writer.write(number, uid, state.get(), marked ? attributesWithNews : attributes);
      } catch (MailException e) {
        failed(e);
      } catch (IOException e) {
        failed(new MailException(Reason.UNAVAILABLE, "A message cannot be read now", e));
      }
    }

    /** A message that has become seen tells its flags as any change does. */
    private static List<FetchAttribute> withNews(List<FetchAttribute> attributes, News news) {
      var all = new LinkedHashSet<FetchAttribute>(attributes);
      all.addAll(news.items());
      return List.copyOf(all);
    }

    /** By UID, a message that is gone is none of those asked for. */
    private void failed(MailException e) {
      boolean gone = e.reason() == Reason.EXPUNGED;
      if (failure.isEmpty() && !(gone && numbering == Numbering.UID)) {
        failure = Optional.of(e);
      }
    }
  }
}
