package org.culverhouse.command;

import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.response.Response;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.MailboxView;

/**
 * Writes what has happened in the selected mailbox (RFC 9051 section 7.4 and 7.5). While a UID
 * command runs, the UID stands in each FETCH response (section 6.4.9).
 */
record News(ResponseWriter out, Numbering numbering) implements MailboxView.Audience {

  @Override
  public void keywords(MailboxSnapshot snapshot) {
    out.write(new Response.Flags(flagsOf(snapshot)));
  }

  /** The flags that are in use in a mailbox. */
  static FlagSet flagsOf(MailboxSnapshot snapshot) {
    return FlagSet.ALL_SYSTEM.with(FlagSet.of(snapshot.keywords()));
  }

  @Override
  public void expunged(int number) {
    out.write(new Response.Expunged(number));
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
  public void flags(FlagLines lines) {
    out.write(new Response.FetchedFlags(numbering, lines));
  }
}
