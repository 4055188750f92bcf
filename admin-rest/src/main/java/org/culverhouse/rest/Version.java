package org.culverhouse.rest;

import java.time.Instant;
import org.culverhouse.admin.DomainInfo;
import org.culverhouse.admin.Expected;
import org.culverhouse.admin.MailboxDetails;
import org.culverhouse.admin.UserInfo;

/**
 * What an entity tag stands for (RFC 9110 section 8.8.3): the settings of a thing, not what changes
 * with each message that arrives. A thing that was deleted and made again is another one.
 */
record Version(Instant created, long number) {
  static Version of(UserInfo user) {
    return new Version(user.created(), user.version());
  }

  static Version of(DomainInfo domain) {
    return new Version(domain.created(), domain.version());
  }

  /** UIDs: what else there is changes with each message. */
  static Version of(MailboxDetails mailbox) {
    return new Version(Instant.ofEpochSecond(mailbox.uidValidity()), mailbox.uidNext());
  }

  String tag() {
    return "\"" + Long.toString(created.toEpochMilli(), 36) + "-" + number + "\"";
  }

  Expected expected() {
    return Expected.version(number);
  }
}
