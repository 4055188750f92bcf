package org.culverhouse.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.AppendPart;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxInfo;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mime.StringForm;

/**
 * Puts messages together from what the client has sent and what is here already (RFC 4469). The
 * octets are read when the message is stored, from one part at a time.
 */
final class Assembly {
  private final MailStore store;
  private final long maxMessage;

  /**
   * @param maxMessage octets of the largest message
   */
  Assembly(MailStore store, long maxMessage) {
    this.store = store;
    this.maxMessage = maxMessage;
  }

  /**
   * The content of a message, which goes with the message. A single text is itself.
   *
   * @throws BadUrlException when a URL leads nowhere; also while the content is read
   * @throws MailException with {@link Reason#TOO_BIG}, or {@link Reason#CANNOT} for no octets
   */
  Content content(AppendMessage message) {
    if (message.parts().size() == 1
        && message.parts().getFirst() instanceof AppendPart.Text whole) {
      return whole.content();
    }
    var parts = new ArrayList<JoinedContent.Part>();
    long size = 0;
    for (var part : message.parts()) {
      var located = locate(part);
      size += located.size();
      if (size > maxMessage) {
        throw new MailException(
            Reason.TOO_BIG, "A message may have " + maxMessage + " octets, its parts have more");
      }
      parts.add(located);
    }
    if (size == 0) {
      throw new MailException(Reason.CANNOT, "All parts together are empty");
    }
    return new JoinedContent(parts);
  }

  private JoinedContent.Part locate(AppendPart part) {
    return switch (part) {
      case AppendPart.Text text -> JoinedContent.Part.of(text.content());
      case AppendPart.Url url -> here(url);
    };
  }

  private JoinedContent.Part here(AppendPart.Url url) {
    var message = url.message();
    return onlyIfThere(
        url,
        () -> {
          var mailbox = store.open(mailbox(url).id());
          long uid = message.uid().value();
          var snapshot = mailbox.snapshot();
          if (!snapshot.live().contains(uid)) {
            throw new BadUrlException(url.url(), "there is no message " + uid);
          }
          // A section is read once, to know how much it is.
          if (message.section().equals(SectionName.MESSAGE)) {
            return new Remote(url, mailbox, cut(snapshot.size(uid), url));
          }
          try (var section = open(url, mailbox)) {
            return new Remote(url, mailbox, section.size());
          }
        });
  }

  private static long cut(long size, AppendPart.Url url) {
    return url.message()
        .partial()
        .map(partial -> Math.min(partial.length(), Math.max(0, size - partial.offset())))
        .orElse(size);
  }

  private MailboxInfo mailbox(AppendPart.Url url) {
    var wanted = url.message();
    var info =
        store
            .tree()
            .find(wanted.mailbox())
            .orElseThrow(
                () -> new BadUrlException(url.url(), "there is no mailbox " + wanted.mailbox()));
    if (wanted.validity().filter(validity -> !validity.equals(info.uidValidity())).isPresent()) {
      throw new BadUrlException(url.url(), "the mailbox has another UIDVALIDITY");
    }
    return info;
  }

  private static Content open(AppendPart.Url url, Mailbox mailbox) {
    var wanted = url.message();
    long uid = wanted.uid().value();
    try (var message =
        new FetchedMessage(mailbox, mailbox.snapshot(), uid, false, StringForm.ASCII)) {
      return message
          .content(wanted.section(), wanted.partial())
          .orElseThrow(() -> new BadUrlException(url.url(), "the message has no such section"));
    } catch (IOException e) {
      throw new MailException(Reason.UNAVAILABLE, "A message cannot be read now", e);
    }
  }

  /** What has gone was never there, as far as the URL is concerned. */
  private static <T> T onlyIfThere(AppendPart.Url url, Supplier<T> action) {
    try {
      return action.get();
    } catch (MailException e) {
      throw switch (e.reason()) {
        case EXPUNGED, NO_SUCH_MAILBOX, RENUMBERED ->
            new BadUrlException(url.url(), "the message is gone");
        default -> e;
      };
    }
  }

  /** A part of a message that is here. */
  private record Remote(AppendPart.Url url, Mailbox mailbox, long size)
      implements JoinedContent.Part {
    @Override
    public Content open() {
      return onlyIfThere(url, () -> Assembly.open(url, mailbox));
    }
  }
}
