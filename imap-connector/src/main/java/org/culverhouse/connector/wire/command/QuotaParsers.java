package org.culverhouse.connector.wire.command;

import org.culverhouse.api.command.GetQuota;
import org.culverhouse.api.command.GetQuotaRoot;

/**
 * Questions for quotas (RFC 9208 section 7):
 *
 * <pre>
 * getquota     = "GETQUOTA" SP quota-root-name
 * getquotaroot = "GETQUOTAROOT" SP mailbox
 * </pre>
 */
final class QuotaParsers {
  private QuotaParsers() {}

  static GetQuota quota(String tag, Lexer in) {
    in.sp();
    return new GetQuota(tag, in.text("the name of a quota root"));
  }

  static GetQuotaRoot root(String tag, Lexer in) {
    in.sp();
    return new GetQuotaRoot(tag, MailboxNames.mailbox(in));
  }
}
