package org.culverhouse.command;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.ListMailboxes;
import org.culverhouse.api.command.ListMailboxes.Form;
import org.culverhouse.api.command.ListMailboxes.Return;
import org.culverhouse.api.command.ListMailboxes.Selection;
import org.culverhouse.api.command.Lsub;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailboxTree;
import org.culverhouse.mailbox.Reason;

/** LIST, basic and extended, with STATUS (RFC 9051 section 6.3.9), and LSUB (RFC 3501). */
final class ListHandler {
  private final StatusHandler status;

  ListHandler(StatusHandler status) {
    this.status = status;
  }

  Tagged list(
      ListMailboxes command, Conversation conversation, Progress progress, ResponseWriter out) {
    if (command.form() == Form.BASIC && command.patterns().stream().allMatch(String::isEmpty)) {
      out.write(new Response.Separator());
      return Tagged.ok(command.tag(), "LIST completed");
    }
    var patterns =
        command.patterns().stream()
            .filter(pattern -> command.form() == Form.BASIC || !pattern.isEmpty())
            .map(pattern -> new MailboxPattern(command.reference() + pattern))
            .toList();
    var store = conversation.store();
    var tree = store.tree();
    var candidates = candidates(tree, command.selection());
    long done = 0;
    for (var name : candidates) {
      progress.reached(done++, candidates.size());
      boolean matches = patterns.stream().anyMatch(pattern -> pattern.matches(name));
      if (!matches) {
        continue;
      }
      var childInfo = childInfo(command, tree, name, patterns);
      if (isSelected(command, tree, name) || !childInfo.isEmpty()) {
        out.write(
            new Response.ListData(
                attributes(command, tree, name), name, Optional.empty(), childInfo));
        status(command, store, tree, name, out);
      }
    }
    return Tagged.ok(command.tag(), "LIST completed");
  }

  /** Everything that has a name: mailboxes, their parents, and subscriptions if asked for. */
  private static NavigableSet<MailboxName> candidates(
      MailboxTree tree, java.util.Set<Selection> selection) {
    var names = new TreeSet<>(tree.mailboxes().keySet());
    if (selection.contains(Selection.SUBSCRIBED)) {
      names.addAll(tree.subscriptions());
    }
    for (var name : List.copyOf(names)) {
      for (var parent = name.parent();
          parent.isPresent() && names.add(parent.get());
          parent = parent.get().parent()) {}
    }
    return names;
  }

  private static boolean isSelected(ListMailboxes command, MailboxTree tree, MailboxName name) {
    boolean subscribed =
        !command.selection().contains(Selection.SUBSCRIBED) || tree.subscriptions().contains(name);
    boolean special =
        !command.selection().contains(Selection.SPECIAL_USE)
            || tree.find(name).filter(info -> !info.specialUses().isEmpty()).isPresent();
    return subscribed && special;
  }

  /** RECURSIVEMATCH: a name stands for subscribed ones below it that the pattern does not reach. */
  private static List<String> childInfo(
      ListMailboxes command, MailboxTree tree, MailboxName name, List<MailboxPattern> patterns) {
    if (!command.selection().contains(Selection.RECURSIVEMATCH)
        || !command.selection().contains(Selection.SUBSCRIBED)) {
      return List.of();
    }
    boolean below =
        tree.subscriptions().stream()
            .filter(subscribed -> subscribed.isBelow(name))
            .anyMatch(subscribed -> patterns.stream().noneMatch(p -> p.matches(subscribed)));
    return below ? List.of("SUBSCRIBED") : List.of();
  }

  private static List<String> attributes(
      ListMailboxes command, MailboxTree tree, MailboxName name) {
    var attributes = new ArrayList<String>();
    var info = tree.find(name);
    if (info.isEmpty()) {
      attributes.add(command.form() == Form.EXTENDED ? "\\NonExistent" : "\\Noselect");
    }
    attributes.add(children(tree, name));
    boolean wantsSubscribed =
        command.selection().contains(Selection.SUBSCRIBED)
            || command.returns().contains(Return.SUBSCRIBED);
    if (wantsSubscribed && tree.subscriptions().contains(name)) {
      attributes.add("\\Subscribed");
    }
    attributes.addAll(specialUses(tree, name));
    return attributes;
  }

  /** As it is told of a name to which something has happened (RFC 5465 section 5.4). */
  static Response.ListData described(
      MailboxTree tree, MailboxName name, Optional<MailboxName> oldName) {
    var attributes = new ArrayList<String>();
    if (tree.find(name).isEmpty()) {
      attributes.add("\\NonExistent");
    }
    attributes.add(children(tree, name));
    if (tree.subscriptions().contains(name)) {
      attributes.add("\\Subscribed");
    }
    attributes.addAll(specialUses(tree, name));
    return new Response.ListData(attributes, name, oldName, List.of());
  }

  private static String children(MailboxTree tree, MailboxName name) {
    return tree.hasChildren(name) ? "\\HasChildren" : "\\HasNoChildren";
  }

  private static List<String> specialUses(MailboxTree tree, MailboxName name) {
    return tree.find(name).stream()
        .flatMap(info -> info.specialUses().stream())
        .sorted()
        .map(SpecialUse::wireName)
        .toList();
  }

  /** The response that SELECT of IMAP4rev2 has (RFC 9051 section 6.3.2). */
  static Response.ListData selected(MailboxTree tree, MailboxName name) {
    return new Response.ListData(List.of(children(tree, name)), name, Optional.empty(), List.of());
  }

  private void status(
      ListMailboxes command,
      MailStore store,
      MailboxTree tree,
      MailboxName name,
      ResponseWriter out) {
    var info = tree.find(name);
    if (command.status().isEmpty() || info.isEmpty()) {
      return;
    }
    try {
      out.write(status.status(store, info.get(), command.status()));
    } catch (MailException e) {
      // It was deleted while the list was written: it has no status (RFC 5819 section 2).
      if (e.reason() != Reason.NO_SUCH_MAILBOX) {
        throw e;
      }
    }
  }

  /** A parent of subscribed names that {@code %} cuts off is told with \Noselect. */
  Tagged lsub(Lsub command, Conversation conversation, ResponseWriter out) {
    var subscriptions = conversation.store().tree().subscriptions();
    var pattern = new MailboxPattern(command.reference() + command.pattern());
    var names = new TreeSet<>(subscriptions);
    if (command.pattern().endsWith("%")) {
      for (var name : subscriptions) {
        for (var parent = name.parent(); parent.isPresent(); parent = parent.get().parent()) {
          names.add(parent.get());
        }
      }
    }
    names.stream()
        .filter(pattern::matches)
        .map(
            name ->
                new Response.LsubData(
                    subscriptions.contains(name) ? List.of() : List.of("\\Noselect"), name))
        .forEach(out::write);
    return Tagged.ok(command.tag(), "LSUB completed");
  }
}
