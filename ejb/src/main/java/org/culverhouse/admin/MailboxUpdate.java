package org.culverhouse.admin;

import jakarta.validation.constraints.Max;
import org.culverhouse.api.model.Uid;

/**
 * What shall become of a mailbox: first a new UIDVALIDITY if wanted, then the next UID.
 *
 * @param uidNext never less than it is, unless the mailbox is renumbered
 */
public record MailboxUpdate(
    @Max(value = Uid.MAX, message = "must be at most {value}") long uidNext, boolean renumber) {}
