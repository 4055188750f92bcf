package org.culverhouse.mailbox;

import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.UidValidity;

/** What is known of a mailbox without looking at its messages (RFC 9051 section 6.3.11). */
public record MailboxCounts(
    UidValidity uidValidity,
    long uidNext,
    ModSeq highestModSeq,
    int messages,
    int unseen,
    int deleted,
    long totalSize) {}
