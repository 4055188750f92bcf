package org.culverhouse.connector.wire.command;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.culverhouse.api.command.GetQuota;
import org.culverhouse.api.command.GetQuotaRoot;
import org.culverhouse.api.command.SetQuota;

/**
 * Quotas, asked for and set (RFC 9208 section 7):
 *
 * <pre>
 * getquota          = "GETQUOTA" SP quota-root-name
 * getquotaroot      = "GETQUOTAROOT" SP mailbox
 * setquota          = "SETQUOTA" SP quota-root-name SP setquota-list
 * setquota-list     = "(" [setquota-resource *(SP setquota-resource)] ")"
 * setquota-resource = resource-name SP resource-limit
 * </pre>
 */
final class QuotaParsers {
  private static final String ROOT = "the name of a quota root";

  private QuotaParsers() {}

  static GetQuota quota(String tag, Lexer in) {
    in.sp();
    return new GetQuota(tag, in.text(ROOT));
  }

  static GetQuotaRoot root(String tag, Lexer in) {
    in.sp();
    return new GetQuotaRoot(tag, MailboxNames.mailbox(in));
  }

  static SetQuota set(String tag, Lexer in) {
    in.sp();
    var root = in.text(ROOT);
    in.sp();
    var named = new HashSet<String>();
    return new SetQuota(tag, root, in.listOrEmpty(() -> limit(in, named)));
  }

  private static SetQuota.Limit limit(Lexer in, Set<String> named) {
    int from = in.position();
    var resource = in.atom("a resource").toUpperCase(Locale.ROOT);
    if (!named.add(resource)) {
      throw in.bad("A resource has one limit:", from);
    }
    in.sp();
    return new SetQuota.Limit(resource, in.number64("a limit"));
  }
}
