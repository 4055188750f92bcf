package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seed line S12: a large mailbox of which little is left holds little. Each flag has been changed
 * on half of it, here and there, which is what takes most.
 */
class ShrunkMailboxTest {
  private static final int MESSAGES = 1_000_000;

  /** What bitmaps, columns and our own objects are made of, in a heap histogram. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^ *\\d+: +\\d+ +(\\d+) +(?:\\[+[JC]|\\[*L?org\\.(?:culverhouse|roaring).*)");

  @TempDir private Path folder;

  private record Held(long before, long after) {}

  @Test
  void itHoldsATenthWhenNinetyNineOfAHundredMessagesHaveGone() throws Exception {
    var held = expunged();
    long nothing = heap();

    assertThat(held.before - nothing).isBetween(800_000L, 1_500_000L);
    assertThat(held.after - nothing).isLessThan((held.before - nothing) / 10);
  }

  private Held expunged() throws JMException {
    try (var stores = EngineBench.stores(folder);
        var store = stores.open(EngineBench.ID)) {
      var inbox = filled(store);
      stores.checkpoint(EngineBench.ID);
      for (var flag : SystemFlag.values()) {
        inbox.change(
            EngineBench.some(inbox, 2, flag.ordinal() % 2), new FlagChange.Add(FlagSet.of(flag)));
      }
      stores.syncPending();
      var view = EngineBench.select(store);
      long before = heap();
      inbox.expunge(view.messages().andNot(EngineBench.some(inbox, 100)));
      view.tell(MailboxView.Expunges.TOLD, new ChangingBench.Silence());
      stores.checkpoint(EngineBench.ID);
      view.tell(MailboxView.Expunges.TOLD, new ChangingBench.Silence());
      long after = heap();
      assertThat(view.size()).isBetween(MESSAGES / 110, MESSAGES / 90);
      return new Held(before, after);
    }
  }

  private static Mailbox filled(MailStore store) {
    EngineBench.append(store, 1000);
    var inbox = EngineBench.inbox(store);
    while (inbox.snapshot().live().size() < MESSAGES) {
      inbox.copy(inbox.snapshot().live(), inbox.id());
    }
    return inbox;
  }

  /** The octets of those objects that something still needs. */
  private static long heap() throws JMException {
    var histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return LINE.matcher(String.valueOf(histogram))
        .results()
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .sum();
  }
}
