package org.culverhouse.command;

import java.util.ArrayList;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.GetQuota;
import org.culverhouse.api.command.GetQuotaRoot;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.QuotaData.Resource;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.mailbox.QuotaLimits;

/**
 * GETQUOTA and GETQUOTAROOT (RFC 9208): an account is one quota root, with its address as the name.
 */
final class QuotaHandler {
  private static final long UNIT = 1024;

  Tagged quota(GetQuota command, Conversation conversation, ResponseWriter out) {
    if (!command.root().equals(root(conversation))) {
      return Tagged.no(
          command.tag(), Plain.NONEXISTENT, "There is no quota root " + command.root());
    }
    out.write(usage(conversation));
    return Tagged.ok(command.tag(), "GETQUOTA completed");
  }

  Tagged root(GetQuotaRoot command, Conversation conversation, ResponseWriter out) {
    out.write(new Response.QuotaRoot(command.mailbox(), root(conversation)));
    out.write(usage(conversation));
    return Tagged.ok(command.tag(), "GETQUOTAROOT completed");
  }

  private static String root(Conversation conversation) {
    return conversation.user().orElseThrow().account().address();
  }

  /** Usage is rounded up: what is there is never told as nothing. */
  private static Response usage(Conversation conversation) {
    var store = conversation.store();
    var limits = store.limits();
    var usage = store.usage();
    var resources = new ArrayList<Resource>();
    if (limits.octets() != QuotaLimits.UNLIMITED) {
      resources.add(
          new Resource("STORAGE", Math.ceilDiv(usage.octets(), UNIT), limits.octets() / UNIT));
    }
    if (limits.messages() != QuotaLimits.UNLIMITED) {
      resources.add(new Resource("MESSAGE", usage.messages(), limits.messages()));
    }
    resources.add(new Resource("MAILBOX", store.tree().mailboxes().size(), store.mailboxLimit()));
    return new Response.QuotaData(root(conversation), resources);
  }
}
