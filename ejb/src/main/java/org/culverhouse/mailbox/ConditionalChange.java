package org.culverhouse.mailbox;

/**
 * What a change of flags has done (RFC 7162 section 3.1.3).
 *
 * @param changed messages whose flags are different now
 * @param refused messages that somebody else had changed before
 */
public record ConditionalChange(UidBitmap changed, UidBitmap refused) {}
