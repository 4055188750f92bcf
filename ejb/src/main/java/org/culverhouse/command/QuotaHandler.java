package org.culverhouse.command;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import org.culverhouse.account.Account;
import org.culverhouse.account.QuotaRoots;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.GetQuota;
import org.culverhouse.api.command.GetQuotaRoot;
import org.culverhouse.api.command.SetQuota;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.QuotaData.Resource;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;

/**
 * GETQUOTA, GETQUOTAROOT and SETQUOTA (RFC 9208): an account is one quota root, with its address as
 * the name. Everybody sees the own one; who administers an account sees and sets its limits.
 */
final class QuotaHandler {
  private static final Logger LOG = System.getLogger(QuotaHandler.class.getName());
  private static final long UNIT = 1024;

  private final MailStores stores;
  private final QuotaRoots roots;

  QuotaHandler(MailStores stores, QuotaRoots roots) {
    this.stores = stores;
    this.roots = roots;
  }

  Tagged quota(GetQuota command, Conversation conversation, ResponseWriter out) {
    var account = account(conversation);
    if (command.root().equals(account.address())) {
      out.write(own(conversation));
      return Tagged.ok(command.tag(), "GETQUOTA completed");
    }
    var root = roots.find(account, command.root());
    if (root.isEmpty()) {
      return none(command.tag(), command.root());
    }
    try (var store = stores.open(root.get().store())) {
      out.write(usage(command.root(), store, root.get().limits()));
    }
    return Tagged.ok(command.tag(), "GETQUOTA completed");
  }

  Tagged root(GetQuotaRoot command, Conversation conversation, ResponseWriter out) {
    out.write(new Response.QuotaRoot(command.mailbox(), account(conversation).address()));
    out.write(own(conversation));
    return Tagged.ok(command.tag(), "GETQUOTAROOT completed");
  }

  /** Holds for open sessions at once, and for messages that they are sending. */
  Tagged set(SetQuota command, Conversation conversation, ResponseWriter out) {
    var account = account(conversation);
    var root = roots.find(account, command.root());
    if (root.isEmpty()) {
      return none(command.tag(), command.root());
    }
    try (var store = stores.open(root.get().store())) {
      var limits = limits(command, store);
      if (roots.limit(account, command.root(), limits).isEmpty()) {
        return none(command.tag(), command.root());
      }
      store.limit(limits);
      LOG.log(
          Level.INFO,
          "session {0}: {1} has limited {2} to STORAGE {3} octets, MESSAGE {4}",
          conversation.session().id(),
          account.address(),
          command.root(),
          text(limits.octets()),
          text(limits.messages()));
      out.write(usage(command.root(), store, limits));
    }
    return Tagged.ok(command.tag(), "SETQUOTA completed");
  }

  private static String text(long limit) {
    return limit == QuotaLimits.UNLIMITED ? "any" : Long.toString(limit);
  }

  private static Tagged none(String tag, String root) {
    return Tagged.no(tag, Plain.NONEXISTENT, "There is no quota root " + root);
  }

  private static Account account(Conversation conversation) {
    return conversation.user().orElseThrow().account();
  }

  /** What is not named is not limited any more. */
  private static QuotaLimits limits(SetQuota command, MailStore store) {
    long octets = QuotaLimits.UNLIMITED;
    long messages = QuotaLimits.UNLIMITED;
    for (var limit : command.limits()) {
      switch (limit.resource()) {
        case "STORAGE" -> octets = UNIT * checked(limit, QuotaLimits.MAX / UNIT);
        case "MESSAGE" -> messages = checked(limit, QuotaLimits.MAX);
        case "MAILBOX" -> requireFixed(limit, store.mailboxLimit());
        default ->
            throw new MailException(
                Reason.CANNOT, "There is no resource " + limit.resource() + " here");
      }
    }
    return new QuotaLimits(octets, messages);
  }

  private static long checked(SetQuota.Limit limit, long most) {
    if (limit.limit() > most) {
      throw new MailException(
          Reason.LIMIT,
          limit.resource() + " may be limited to " + most + " at most, not " + limit.limit());
    }
    return limit.limit();
  }

  /** An inherent limit of the server (RFC 9208 section 3.2). */
  private static void requireFixed(SetQuota.Limit limit, long fixed) {
    if (limit.limit() != fixed) {
      throw new MailException(
          Reason.CANNOT, "MAILBOX is limited to " + fixed + " for everybody, and cannot be set");
    }
  }

  private static Response own(Conversation conversation) {
    var store = conversation.store();
    return usage(account(conversation).address(), store, store.limits());
  }

  /** Usage is rounded up: what is there is never told as nothing. */
  private static Response usage(String root, MailStore store, QuotaLimits limits) {
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
    return new Response.QuotaData(root, resources);
  }
}
