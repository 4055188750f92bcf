package org.culverhouse.runtime;

import static org.culverhouse.api.model.SystemFlag.ANSWERED;
import static org.culverhouse.api.model.SystemFlag.DRAFT;
import static org.culverhouse.api.model.SystemFlag.FLAGGED;
import static org.culverhouse.api.model.SystemFlag.SEEN;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.mailbox.NewMessage;

/**
 * A sample message in a mailbox of one of the sample users. The texts are the resources of {@code
 * demo}; dates are counted back from the first start.
 */
record DemoMail(DemoUser owner, String mailbox, String text, Duration age, FlagSet flags) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** All of them, the oldest of each mailbox first. */
  static List<DemoMail> all() {
    var all = new ArrayList<DemoMail>();
    for (int day = 30; day > 0; day--) {
      all.add(ada("Projects/Backups", "backup", Duration.ofDays(day), SEEN));
    }
    all.addAll(
        List.of(
            ada("INBOX", "welcome", Duration.ofDays(9), SEEN),
            ada("INBOX", "plan", Duration.ofDays(6), SEEN, ANSWERED),
            ada("INBOX", "figures", Duration.ofDays(4), SEEN, FLAGGED),
            ada("INBOX", "review", Duration.ofDays(2), new Keyword("$label1")),
            ada("INBOX", "menu", Duration.ofHours(20)),
            ada("INBOX", "invitation", Duration.ofHours(3)),
            ada("Sent", "plan-reply", Duration.ofDays(5), SEEN),
            ada("Sent", "forwarded", Duration.ofDays(1), SEEN),
            ada("Drafts", "draft", Duration.ofHours(2), SEEN, DRAFT),
            ada("Junk", "prize", Duration.ofDays(3)),
            grace("INBOX", "welcome", Duration.ofDays(9), SEEN),
            grace("INBOX", "plan-reply", Duration.ofDays(5), SEEN, ANSWERED),
            grace("INBOX", "forwarded", Duration.ofDays(1)),
            grace("INBOX", "menu", Duration.ofHours(20)),
            grace("Sent", "plan", Duration.ofDays(6), SEEN),
            grace("Sent", "figures", Duration.ofDays(4), SEEN)));
    return all;
  }

  private static DemoMail ada(String mailbox, String text, Duration age, Flag... flags) {
    return new DemoMail(DemoUser.ADA, mailbox, text, age, FlagSet.of(flags));
  }

  private static DemoMail grace(String mailbox, String text, Duration age, Flag... flags) {
    return new DemoMail(DemoUser.GRACE, mailbox, text, age, FlagSet.of(flags));
  }

  NewMessage message(Instant now) {
    var date = now.minus(age);
    var source =
        resource()
            .replace("@DATE@", DATE.format(date))
            .replace("@DAYS@", Long.toString(age.toDays()))
            .replace("@OWNER@", owner.displayName() + " <" + owner.address() + ">")
            .replace("\n", "\r\n");
    return new NewMessage(Content.of(source.getBytes(StandardCharsets.UTF_8)), flags, date);
  }

  private String resource() {
    var name = "/demo/" + text + ".eml";
    try (var in = DemoMail.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
