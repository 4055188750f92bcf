package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;

/** A store as lines of text, read through the interface that everybody uses. */
final class StoreText {
  private StoreText() {}

  static List<String> lines(MailStore store) {
    var lines = new ArrayList<String>();
    var tree = store.tree();
    for (var info : tree.mailboxes().values()) {
      var mailbox = store.open(info.id());
      var state = mailbox.snapshot();
      lines.add(
          "%s validity %d next %d modseq %d recent %d"
              .formatted(
                  info.name(),
                  state.uidValidity().value(),
                  state.uidNext(),
                  state.highestModSeq().value(),
                  state.firstRecentUid()));
      for (var uids = state.live().iterator(); uids.hasNext(); ) {
        long uid = uids.nextLong();
        lines.add(
            "  %d modseq %d %s at %d size %d %s"
                .formatted(
                    uid,
                    state.modSeq(uid).value(),
                    flags(state.flags(uid)),
                    state.internalDate(uid).getEpochSecond(),
                    state.size(uid),
                    content(mailbox, uid)));
      }
    }
    var subscribed = new TreeSet<String>();
    tree.subscriptions().forEach(name -> subscribed.add(name.value()));
    lines.add("subscribed " + subscribed);
    lines.add("usage " + store.usage().octets() + " in " + store.usage().messages());
    return lines;
  }

  static Set<String> flags(FlagSet flags) {
    var names = new TreeSet<String>();
    flags.stream().forEach(flag -> names.add(flag.wireName().toLowerCase(Locale.ROOT)));
    return names;
  }

  private static String content(org.culverhouse.mailbox.Mailbox mailbox, long uid) {
    try (var content = mailbox.message(uid)) {
      var octets = ByteBuffer.allocate((int) content.size());
      content.read(0, octets);
      return digest(octets.array());
    } catch (IOException | MailException e) {
      return "unreadable: " + e;
    }
  }

  static String digest(byte[] octets) {
    return HexFormat.of().formatHex(BigFile.sha256().digest(octets), 0, 8);
  }
}
