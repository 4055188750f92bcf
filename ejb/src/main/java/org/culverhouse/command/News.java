package org.culverhouse.command;

import java.util.List;
import java.util.Optional;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.FetchedFlags.Told;
import org.culverhouse.api.response.Response.Vanished;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.MailboxView;
import org.culverhouse.mailbox.UidBitmap;

/**
 * Writes what has happened in the selected mailbox (RFC 9051 section 7.4 and 7.5), in the way that
 * the client has asked for. While a UID command runs, the UID stands in each FETCH response
 * (section 6.4.9), and for IMAP4rev2 always (section 7.5.2); once a client knows mod-sequences, UID
 * and MODSEQ do (RFC 7162 section 3.2.4). NOTIFY asks for the UID too (RFC 5465 section 5.1).
 */
final class News implements MailboxView.Audience {
  private final ResponseWriter out;
  private final Numbering numbering;
  private final boolean tellsModSeqs;
  private final boolean vanishes;
  private final Optional<Arrivals> arrivals;

  private News(
      ResponseWriter out,
      Numbering numbering,
      boolean tellsModSeqs,
      boolean vanishes,
      Optional<Arrivals> arrivals) {
    this.out = out;
    this.arrivals = arrivals;
    this.numbering = numbering;
    this.tellsModSeqs = tellsModSeqs;
    this.vanishes = vanishes;
  }

  static News of(Conversation conversation, Numbering command, ResponseWriter out) {
    boolean tellsModSeqs = conversation.has(Extension.CONDSTORE);
    return new News(
        out,
        numbering(conversation, command),
        tellsModSeqs,
        conversation.has(Extension.QRESYNC) || conversation.has(Extension.UIDONLY),
        Arrivals.of(conversation, out));
  }

  /** A UIDFETCH response begins with the UID and need not repeat it (RFC 9586 section 3.3). */
  private static Numbering numbering(Conversation conversation, Numbering command) {
    if (conversation.has(Extension.UIDONLY)) {
      return Numbering.SEQUENCE;
    }
    boolean always =
        conversation.has(Extension.CONDSTORE)
            || conversation.has(Extension.IMAP4REV2)
            || conversation.hasNotified();
    return always ? Numbering.UID : command;
  }

  /** Whether each FETCH response has its MODSEQ. */
  boolean tellsModSeqs() {
    return tellsModSeqs;
  }

  /** What a FETCH response holds that tells of a change. */
  List<Item> items() {
    if (!tellsModSeqs) {
      return List.of(Item.FLAGS);
    }
    return numbering == Numbering.UID
        ? List.of(Item.UID, Item.FLAGS, Item.MODSEQ)
        : List.of(Item.FLAGS, Item.MODSEQ);
  }

  @Override
  public void keywords(MailboxSnapshot snapshot) {
    out.write(new Response.Flags(flagsOf(snapshot)));
  }

  /** The flags that are in use in a mailbox. */
  static FlagSet flagsOf(MailboxSnapshot snapshot) {
    return FlagSet.ALL_SYSTEM.with(FlagSet.of(snapshot.keywords()));
  }

  /** EXPUNGE goes from the last to the first, so that no number changes before it is told. */
  @Override
  public void expunged(UidBitmap gone, UidBitmap before) {
    if (vanishes) {
      out.write(new Response.Vanished(Vanished.Since.NOW, gone.toUidSet()));
      return;
    }
    var descending = gone.ranksIn(before).bits().getReverseIntIterator();
    while (descending.hasNext()) {
      out.write(new Response.Expunged(Integer.toUnsignedLong(descending.next())));
    }
  }

  @Override
  public void exists(int messages) {
    out.write(new Response.Exists(messages));
  }

  @Override
  public void recent(int messages) {
    out.write(new Response.Recent(messages));
  }

  @Override
  public void arrived(UidBitmap uids) {
    arrivals.ifPresent(each -> each.fetch(uids));
  }

  @Override
  public void flags(FlagLines lines) {
    var told = tellsModSeqs ? Told.FLAGS_AND_MODSEQ : Told.FLAGS;
    out.write(new Response.FetchedFlags(numbering, told, lines));
  }

  /** The mod-sequences that a silent change has led to. */
  void modSeqs(FlagLines lines) {
    out.write(new Response.FetchedFlags(numbering, Told.MODSEQ, lines));
  }
}
