package org.culverhouse.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.index.FlagEdit;
import org.culverhouse.index.MailboxEdit;
import org.culverhouse.mailbox.ConditionalChange;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mailbox.Unchanged;
import org.roaringbitmap.RoaringBitmap;

/** STORE, perhaps on the condition that nobody has changed a message since some moment. */
record ChangeFlags(
    MailboxId id,
    UidValidity validity,
    UidBitmap uids,
    FlagChange change,
    Optional<Unchanged> condition)
    implements Change<ConditionalChange> {
  private static final int RECORD = 512;
  private static final long KEYWORD = 304;

  @Override
  public Space space() {
    return Space.CHANGES;
  }

  @Override
  public long octets() {
    return RECORD + uids.bits().getLongSizeInBytes() + KEYWORD * change.flags().keywords().size();
  }

  @Override
  public ConditionalChange plan(Plan plan) {
    var mailbox = plan.mailbox(id, validity);
    var existing = mailbox.existing(uids);
    var refused =
        condition.map(unchanged -> refused(unchanged, existing, mailbox)).orElse(UidBitmap.EMPTY);
    return new ConditionalChange(change(existing.andNot(refused), mailbox, plan), refused);
  }

  private UidBitmap refused(Unchanged unchanged, UidBitmap existing, MailboxEdit mailbox) {
    var since = mailbox.changedSince(unchanged.since(), existing);
    return unchanged.refused(since, change, flag -> UidBitmap.wrap(carriers(flag, mailbox)));
  }

  private static RoaringBitmap carriers(Flag flag, MailboxEdit mailbox) {
    return switch (flag) {
      case SystemFlag system -> mailbox.with(system);
      case Keyword keyword -> {
        int number = mailbox.keywordNumber(keyword);
        yield number < 0 ? new RoaringBitmap() : mailbox.withKeyword(number);
      }
    };
  }

  private UidBitmap change(UidBitmap existing, MailboxEdit mailbox, Plan plan) {
    if (existing.isEmpty()) {
      return UidBitmap.EMPTY;
    }
    boolean adds = !(change instanceof FlagChange.Remove);
    if (adds) {
      plan.checkKeywords(mailbox, change.flags().keywords());
    }
    var changed = changed(mailbox, existing);
    if (changed.isEmpty()) {
      return UidBitmap.EMPTY;
    }
    var keywords = adds ? change.flags().keywords() : List.<Keyword>of();
    var added = plan.keywordNumbers(id, mailbox, keywords);
    plan.record(
        new LogRecord.Flags(
            id.value(), mailbox.highestModSeq() + 1, edit(mailbox, added), changed));
    return changed;
  }

  private FlagEdit edit(MailboxEdit mailbox, int[] added) {
    int bits = change.flags().systemBits();
    return switch (change) {
      case FlagChange.Add add -> new FlagEdit(bits, 0, added, new int[0], false);
      case FlagChange.Remove remove ->
          new FlagEdit(0, bits, added, known(mailbox, change.flags().keywords()), false);
      case FlagChange.Replace replace ->
          new FlagEdit(bits, FlagSet.ALL_SYSTEM.systemBits() & ~bits, added, new int[0], true);
    };
  }

  private static int[] known(MailboxEdit mailbox, Collection<Keyword> keywords) {
    return keywords.stream()
        .mapToInt(mailbox::keywordNumber)
        .filter(number -> number >= 0)
        .sorted()
        .distinct()
        .toArray();
  }

  private UidBitmap changed(MailboxEdit mailbox, UidBitmap existing) {
    var changed = new RoaringBitmap();
    for (var flag : SystemFlag.values()) {
      add(changed, existing.bits(), mailbox.with(flag), change.flags().contains(flag));
    }
    var named = change.flags().keywords();
    for (int number = 0; number < mailbox.keywordCount(); number++) {
      boolean isNamed = named.contains(mailbox.keyword(number));
      if (isNamed || change instanceof FlagChange.Replace) {
        add(changed, existing.bits(), mailbox.withKeyword(number), isNamed);
      }
    }
    boolean isNew = named.stream().anyMatch(keyword -> mailbox.keywordNumber(keyword) < 0);
    if (isNew && !(change instanceof FlagChange.Remove)) {
      return existing;
    }
    return UidBitmap.wrap(changed);
  }

  /** Adds those messages whose flag the change turns over. */
  private void add(
      RoaringBitmap changed, RoaringBitmap existing, RoaringBitmap carriers, boolean isNamed) {
    switch (change) {
      case FlagChange.Add add -> {
        if (isNamed) {
          changed.or(RoaringBitmap.andNot(existing, carriers));
        }
      }
      case FlagChange.Remove remove -> {
        if (isNamed) {
          changed.or(RoaringBitmap.and(existing, carriers));
        }
      }
      case FlagChange.Replace replace ->
          changed.or(
              isNamed
                  ? RoaringBitmap.andNot(existing, carriers)
                  : RoaringBitmap.and(existing, carriers));
    }
  }
}
