package org.culverhouse.api.command;

import java.util.Optional;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.Uid;
import org.culverhouse.api.model.UidValidity;

/** An IMAP URL of a message of the same user, or of a part of one (RFC 5092 section 6). */
public record MessageUrl(
    MailboxName mailbox,
    Optional<UidValidity> validity,
    Uid uid,
    SectionName section,
    Optional<Partial> partial) {}
