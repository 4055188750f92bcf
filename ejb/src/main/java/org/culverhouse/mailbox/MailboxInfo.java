package org.culverhouse.mailbox;

import java.util.Set;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.model.UidValidity;

/** A mailbox as it stands in the tree. */
public record MailboxInfo(
    MailboxId id, MailboxName name, UidValidity uidValidity, Set<SpecialUse> specialUses) {
  public MailboxInfo {
    specialUses = Set.copyOf(specialUses);
  }
}
