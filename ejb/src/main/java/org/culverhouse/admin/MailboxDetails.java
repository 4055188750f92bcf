package org.culverhouse.admin;

import java.util.List;

/**
 * A mailbox of a user as an administrator sees it.
 *
 * @param specialUses in small letters, without backslashes
 */
public record MailboxDetails(
    long id,
    String name,
    long uidValidity,
    long uidNext,
    long highestModSeq,
    int messages,
    int unseen,
    long bytes,
    boolean subscribed,
    List<String> specialUses) {}
