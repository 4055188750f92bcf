package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxCounts;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mime.StructureRecord;

/** A store as plain lists and as lines of text, read through the interface that everybody uses. */
final class StoreText {
  private StoreText() {}

  static List<String> lines(MailStore store) {
    return model(store).lines();
  }

  /** All that a client can see of a store; what it counts as used has to be the sum. */
  static StoreModel model(MailStore store) {
    var model = new StoreModel();
    var tree = store.tree();
    for (var info : tree.mailboxes().values()) {
      var mailbox = store.open(info.id());
      var counts = mailbox.counts(); // before anything of its messages has been read
      model.boxes.put(info.name().value(), box(mailbox, mailbox.snapshot()));
      assertThat(counts).as("STATUS of %s", info.name()).isEqualTo(counted(mailbox.snapshot()));
    }
    tree.subscriptions().forEach(name -> model.subscriptions.add(name.value()));
    assertThat(store.usage()).as("what is used").isEqualTo(model.usage());
    return model;
  }

  /** S3: what STATUS tells, by looking at each message. */
  private static MailboxCounts counted(MailboxSnapshot state) {
    int messages = 0;
    int unseen = 0;
    int deleted = 0;
    long size = 0;
    for (var uids = state.live().iterator(); uids.hasNext(); messages++) {
      long uid = uids.nextLong();
      unseen += state.flags(uid).contains(SystemFlag.SEEN) ? 0 : 1;
      deleted += state.flags(uid).contains(SystemFlag.DELETED) ? 1 : 0;
      size += state.size(uid);
    }
    return new MailboxCounts(
        state.uidValidity(),
        state.uidNext(),
        state.highestModSeq(),
        messages,
        unseen,
        deleted,
        size);
  }

  private static StoreModel.Box box(Mailbox mailbox, MailboxSnapshot state) {
    var box = new StoreModel.Box(state.uidValidity().value());
    box.uidNext = state.uidNext();
    box.modSeq = state.highestModSeq().value();
    box.firstRecent = state.firstRecentUid();
    for (var uids = state.live().iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      box.messages.add(
          new StoreModel.Message(
              uid,
              state.modSeq(uid).value(),
              flags(state.flags(uid)),
              state.internalDate(uid).getEpochSecond(),
              state.size(uid),
              content(mailbox, uid)));
    }
    return box;
  }

  static Set<String> flags(FlagSet flags) {
    var names = new TreeSet<String>();
    flags.stream().forEach(flag -> names.add(flag.wireName().toLowerCase(Locale.ROOT)));
    return names;
  }

  private static String content(Mailbox mailbox, long uid) {
    try (var content = mailbox.message(uid)) {
      var octets = ByteBuffer.allocate((int) content.size());
      content.read(0, octets);
      var scanned = StructureRecord.scan(Content.of(octets.array()));
      var known = mailbox.structure(uid).equals(scanned) ? "" : "structure of another message, ";
      return known + digest(octets.array());
    } catch (IOException | MailException e) {
      return "unreadable: " + e;
    }
  }

  static String digest(byte[] octets) {
    return HexFormat.of().formatHex(BigFile.sha256().digest(octets), 0, 8);
  }
}
