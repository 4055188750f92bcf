package org.culverhouse.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.culverhouse.account.Address;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.account.MailUser;
import org.culverhouse.admin.Domains;
import org.culverhouse.admin.Limits;
import org.culverhouse.admin.ListQuery;
import org.culverhouse.admin.NewDomain;
import org.culverhouse.admin.NewUser;
import org.culverhouse.admin.Quota;
import org.culverhouse.admin.UserRole;
import org.culverhouse.admin.Users;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;

/** Fills a server that is still empty with users and mail to try it with. */
record DemoData(DirectoryAccess directory, Domains domains, Users users, MailStores stores) {
  private static final Map<String, Set<SpecialUse>> MAILBOXES = new LinkedHashMap<>();

  static {
    MAILBOXES.put("Drafts", Set.of(SpecialUse.DRAFTS));
    MAILBOXES.put("Sent", Set.of(SpecialUse.SENT));
    MAILBOXES.put("Junk", Set.of(SpecialUse.JUNK));
    MAILBOXES.put("Trash", Set.of(SpecialUse.TRASH));
    MAILBOXES.put("Archive", Set.of(SpecialUse.ARCHIVE));
    MAILBOXES.put("Projects", Set.of());
    MAILBOXES.put("Projects/Backups", Set.of());
  }

  void makeOnce(Instant now) {
    if (domains.list(new ListQuery("", "", false, 1)).total() > 0) {
      return;
    }
    domains.create(new NewDomain(DemoUser.DOMAIN, "Users to try the server with"));
    for (var user : DemoUser.values()) {
      create(user);
      try (var store = stores.open(storeOf(user))) {
        fill(store, user, now);
      }
    }
  }

  private StoreId storeOf(DemoUser user) {
    var address = Address.parse(user.address());
    return directory.inTransaction(
        entries -> entries.user(address).map(MailUser::store).orElseThrow());
  }

  private void create(DemoUser user) {
    users.create(
        new NewUser(
            user.address(),
            user.displayName(),
            true,
            UserRole.USER,
            DemoUser.PASSWORD.getBytes(StandardCharsets.US_ASCII),
            new Quota(OptionalLong.of(1L << 30), OptionalLong.empty()),
            Limits.DEFAULT));
  }

  private static void fill(MailStore store, DemoUser user, Instant now) {
    store.subscribe(MailboxName.INBOX);
    MAILBOXES.forEach(
        (name, uses) -> {
          store.create(new MailboxName(name), uses);
          store.subscribe(new MailboxName(name));
        });
    DemoMail.all().stream()
        .filter(mail -> mail.owner() == user)
        .collect(Collectors.groupingBy(DemoMail::mailbox))
        .forEach(
            (mailbox, mails) -> {
              var messages = new ArrayList<NewMessage>();
              mails.forEach(mail -> messages.add(mail.message(now)));
              store.append(store.tree().get(new MailboxName(mailbox)).id(), messages);
            });
  }
}
