package org.culverhouse.command;

import java.util.List;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Resync;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.FetchedFlags.Told;
import org.culverhouse.api.response.Response.Vanished;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.UidBitmap;

/** Tells a client what has happened since it was here last (RFC 7162 sections 3.2.5 and 3.2.6). */
record Resynchronization(Selection selection, ResponseWriter out) {

  /**
   * For a mailbox that has just been selected; with another UIDVALIDITY there is nothing to say.
   */
  void tell(Resync client) {
    var view = selection.view();
    var snapshot = view.told();
    if (!client.validity().equals(snapshot.uidValidity())) {
      return;
    }
    var known =
        client
            .known()
            .map(uids -> uids.ranges())
            .orElseGet(() -> List.of(new NumberRange(1, 0xFFFF_FFFFL)));
    long match =
        client
            .sample()
            .map(
                sample ->
                    sample.lastMatch(
                        number -> number <= view.size() ? view.uidOf((int) number) : 0))
            .orElse(0L);
    tellVanished(vanished(snapshot, client.modSeq(), known).within(match + 1, 0xFFFF_FFFFL));
    var changed = snapshot.changedSince(client.modSeq()).and(snapshot.live()).within(known);
    if (!changed.isEmpty()) {
      out.write(
          new Response.FetchedFlags(
              Numbering.UID, Told.FLAGS_AND_MODSEQ, view.flagLines(changed, snapshot)));
    }
  }

  void tellVanished(UidBitmap vanished) {
    if (!vanished.isEmpty()) {
      out.write(new Response.Vanished(Vanished.Since.EARLIER, vanished.toUidSet()));
    }
  }

  /**
   * Those among the UIDs that were expunged after that moment; when that is too long ago to be
   * known, all that are not there.
   */
  static UidBitmap vanished(MailboxSnapshot snapshot, ModSeq modSeq, List<NumberRange> among) {
    if (modSeq.compareTo(snapshot.expungeFloor()) >= 0) {
      return snapshot.expungedSince(modSeq).within(among);
    }
    long last = snapshot.uidNext() - 1;
    var given =
        among.stream()
            .filter(range -> range.first() <= last)
            .map(range -> new NumberRange(range.first(), Math.min(range.last(), last)))
            .toList();
    return UidBitmap.of(given).andNot(snapshot.live());
  }
}
