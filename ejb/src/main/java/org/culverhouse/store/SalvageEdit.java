package org.culverhouse.store;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.Uid;
import org.culverhouse.index.FlagEdit;
import org.culverhouse.index.MailboxEdit;
import org.culverhouse.index.MessageRow;
import org.culverhouse.mailbox.MailboxInfo;

/**
 * The next state of a store, made from a log of which records may be missing. No message is lost
 * that can be found: what came to a mailbox whose name is not known is put in one that is called
 * Recovered. One thread.
 */
final class SalvageEdit {
  private static final String RECOVERED = "Recovered";
  private static final FlagEdit NO_FLAGS = new FlagEdit(0, 0, new int[0], new int[0], false);

  private StoreEdit edit;

  /** Mailboxes of which some UID may have been given to two messages. */
  private final Set<Long> unproved = new HashSet<>();

  SalvageEdit(StoreState base) {
    edit = new StoreEdit(base);
  }

  void apply(LogRecord record) {
    edit.apply(record);
  }

  StoreState build() {
    return edit.build();
  }

  /** Does what can be done of a record behind others that are missing. */
  void applyWhatFits(LogRecord record) {
    switch (record) {
      case LogRecord.Append r -> append(r);
      case LogRecord.Flags r -> {
        defineKeywords(r.mailbox(), r.edit().added());
        edit.apply(r);
      }
      case LogRecord.Copy r -> edit.apply(placed(r));
      case LogRecord.Move r -> edit.apply(new LogRecord.Move(placed(r.copy()), r.sourceModSeq()));
      case LogRecord.CreateMailbox r -> {
        makeWay(new MailboxName(r.name()));
        edit.apply(r);
      }
      case LogRecord.RenameMailbox r -> {
        if (edit.find(new MailboxName(r.from())) != null) {
          makeWay(new MailboxName(r.to()));
        }
        edit.apply(r);
      }
      default -> edit.apply(record);
    }
  }

  private void append(LogRecord.Append r) {
    var mailbox = target(r.mailbox());
    defineKeywords(r.mailbox(), r.keywords());
    long uid = free(r.mailbox(), mailbox, r.uid());
    edit.apply(
        new LogRecord.Append(
            r.mailbox(), r.modSeq(), uid, r.systemBits(), r.keywords(), r.blobId(), r.row()));
  }

  private LogRecord.Copy placed(LogRecord.Copy r) {
    var mailbox = target(r.target());
    var source = edit.mailbox(r.source());
    if (source != null) {
      for (int number = 0; number < source.keywordCount(); number++) {
        if (mailbox.keywordNumber(source.keyword(number)) < 0) {
          var keyword = source.keyword(number).name();
          edit.apply(new LogRecord.DefineKeyword(r.target(), mailbox.keywordCount(), keyword));
        }
      }
    }
    long first = free(r.target(), mailbox, r.firstUid());
    return new LogRecord.Copy(r.source(), r.target(), r.modSeq(), first, r.savedDate(), r.uids());
  }

  /** The UID, or the next one if it has been given already. */
  private long free(long id, MailboxEdit mailbox, long uid) {
    if (uid < mailbox.uidNext()) {
      unproved.add(id);
      return mailbox.uidNext();
    }
    return uid;
  }

  private MailboxEdit target(long id) {
    var mailbox = edit.mailbox(id);
    return mailbox == null ? createRecovered(id) : mailbox;
  }

  private MailboxEdit createRecovered(long id) {
    edit.apply(
        new LogRecord.CreateMailbox(id, edit.uidValidityHigh() + 1, 0, Set.of(), freeName()));
    unproved.add(id);
    var mailbox = edit.mailbox(id);
    if (mailbox == null) {
      throw new IllegalStateException("mailbox " + id + " has just been created");
    }
    return mailbox;
  }

  private String freeName() {
    var name = RECOVERED;
    for (int i = 2; edit.find(new MailboxName(name)) != null; i++) {
      name = RECOVERED + "-" + i;
    }
    return name;
  }

  /** A mailbox of this name may have been renamed or deleted; it gets another one. */
  private void makeWay(MailboxName name) {
    if (edit.find(name) != null) {
      edit.apply(new LogRecord.RenameMailbox(name.value(), freeName()));
    }
  }

  /** Keywords whose names are lost get names, so that their numbers mean the same. */
  private void defineKeywords(long id, int[] numbers) {
    var mailbox = edit.mailbox(id);
    int largest = Arrays.stream(numbers).max().orElse(-1);
    if (mailbox != null && largest >= mailbox.keywordCount()) {
      edit.apply(new LogRecord.DefineKeyword(id, largest, "lost-" + largest));
    }
  }

  /**
   * Makes safe what the missing records may have said: no UID, mod-sequence, UIDVALIDITY or number
   * of a mailbox is given again, and clients are told of all flags anew.
   *
   * @param lost how many records are missing at most
   * @param strays bodies that no mailbox has
   */
  StoreState build(long lost, Collection<LogKnowledge.Stray> strays, long nowSeconds) {
    addStrays(strays, nowSeconds);
    edit.apply(new LogRecord.SkipModSeqs(Math.multiplyExact(StoreOpening.SKIPPED_MODSEQS, lost)));
    var mailboxes = List.copyOf(edit.names().values());
    long largest =
        mailboxes.stream().map(this::mailbox).mapToInt(MailboxEdit::liveCount).max().orElse(0);
    long validity = Math.max(edit.uidValidityHigh(), nowSeconds) + lost;
    for (var info : mailboxes) {
      // A record gives at most as many UIDs as there are messages to be copied.
      long next = mailbox(info).uidNext() + lost * Math.max(1, largest);
      tellAnew(info);
      if (unproved.contains(info.id().value()) || next > Uid.MAX / 2) {
        long modSeq = mailbox(info).highestModSeq() + 1;
        edit.apply(new LogRecord.Renumber(info.id().value(), modSeq, ++validity));
      } else {
        edit.apply(new LogRecord.UidState(info.id().value(), info.uidValidity().value(), next, 0));
      }
    }
    var state = edit.build();
    return new StoreState(
        state.tree(),
        state.mailboxes(),
        state.usage(),
        state.nextMailboxId() + lost,
        validity,
        state.relocations());
  }

  private MailboxEdit mailbox(MailboxInfo info) {
    return target(info.id().value());
  }

  private void tellAnew(MailboxInfo info) {
    var mailbox = mailbox(info);
    var live = mailbox.live();
    if (!live.isEmpty()) {
      edit.apply(
          new LogRecord.Flags(info.id().value(), mailbox.highestModSeq() + 1, NO_FLAGS, live));
    }
  }

  private void addStrays(Collection<LogKnowledge.Stray> strays, long nowSeconds) {
    if (strays.isEmpty()) {
      return;
    }
    var state = edit.build();
    edit = new StoreEdit(state);
    var known = bodies(state);
    long id = edit.nextMailboxId();
    for (var stray : strays) {
      var head = stray.head();
      var guid = head.guid();
      if (known.add(guid)) {
        var row =
            new MessageRow(
                stray.pointer(), head.size(), nowSeconds, nowSeconds, guid.high(), guid.low(), 0);
        var mailbox = target(id);
        edit.apply(
            new LogRecord.Append(
                id,
                mailbox.highestModSeq() + 1,
                mailbox.uidNext(),
                0,
                new int[0],
                head.blobId(),
                row));
      }
    }
  }

  /** The identities of the bodies that messages have. */
  private static Set<Guid> bodies(StoreState state) {
    var bodies = new HashSet<Guid>();
    for (var mailbox : state.mailboxes()) {
      for (var uids = mailbox.state().live().iterator(); uids.hasNext(); ) {
        var row = mailbox.state().row(uids.nextLong());
        bodies.add(new Guid(row.emailIdHigh(), row.emailIdLow()));
      }
    }
    return bodies;
  }
}
