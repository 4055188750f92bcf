package org.culverhouse.mailbox;

import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;

/** Where appended messages went (RFC 4315, APPENDUID). */
public record Appended(UidValidity validity, UidSet uids) {}
