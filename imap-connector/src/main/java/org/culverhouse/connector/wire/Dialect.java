package org.culverhouse.connector.wire;

import java.util.Set;
import org.culverhouse.api.model.Extension;

/**
 * How responses are written.
 *
 * @param rev2 as IMAP4rev2: nothing is recent (RFC 9051 appendix E)
 * @param utf8 strings may hold UTF-8, and mailbox names are UTF-8 (RFC 6855 section 3)
 * @param uidOnly messages are named by their UID (RFC 9586 section 3.3)
 */
public record Dialect(boolean rev2, boolean utf8, boolean uidOnly) {
  public static final Dialect REV1 = new Dialect(false, false, false);

  /** That of a client which has switched these on. */
  public static Dialect of(Set<Extension> enabled) {
    return new Dialect(
        enabled.contains(Extension.IMAP4REV2),
        Extension.readsUtf8(enabled),
        enabled.contains(Extension.UIDONLY));
  }
}
