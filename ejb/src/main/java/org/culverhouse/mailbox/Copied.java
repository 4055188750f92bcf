package org.culverhouse.mailbox;

import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;

/**
 * Where copied or moved messages went, in the same order (RFC 4315, COPYUID); empty sets if there
 * were none.
 */
public record Copied(UidValidity validity, UidSet source, UidSet target) {}
