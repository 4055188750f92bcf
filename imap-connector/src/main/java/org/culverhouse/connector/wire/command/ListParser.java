package org.culverhouse.connector.wire.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.command.ListMailboxes;
import org.culverhouse.api.command.ListMailboxes.Form;
import org.culverhouse.api.command.ListMailboxes.Return;
import org.culverhouse.api.command.ListMailboxes.Selection;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.response.ResponseCode.Plain;

/**
 * LIST, basic and extended (RFC 9051 section 9, RFC 5258 section 6, RFC 6154 section 6, RFC 5819
 * section 3):
 *
 * <pre>
 * list             = "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat [SP list-return-opts]
 * list-select-opts = "(" [list-select-opt *(SP list-select-opt)] ")"
 * mbox-or-pat      = list-mailbox / "(" list-mailbox *(SP list-mailbox) ")"
 * list-return-opts = "RETURN" SP "(" [return-option *(SP return-option)] ")"
 * return-option    = "SUBSCRIBED" / "CHILDREN" / "SPECIAL-USE" / status-option
 * status-option    = "STATUS" SP "(" status-att *(SP status-att) ")"
 * </pre>
 */
final class ListParser {
  private static final int MOST_PATTERNS = 100;

  private final Lexer in;
  private final Set<Selection> selection = EnumSet.noneOf(Selection.class);
  private final Set<Return> returns = EnumSet.noneOf(Return.class);
  private final List<StatusItem> status = new ArrayList<>();
  private Form form = Form.BASIC;

  private ListParser(Lexer in) {
    this.in = in;
  }

  static ListMailboxes parse(String tag, Lexer in) {
    return new ListParser(in).parse(tag);
  }

  private ListMailboxes parse(String tag) {
    in.sp();
    if (in.peek('(')) {
      selection();
      in.sp();
    }
    var reference = MailboxNames.reference(in);
    in.sp();
    var patterns = patterns();
    if (in.take(' ') && !in.atEnd()) {
      returns();
    }
    return new ListMailboxes(
        tag,
        form,
        reference,
        patterns,
        Set.copyOf(selection),
        Set.copyOf(returns),
        List.copyOf(status));
  }

  private void selection() {
    form = Form.EXTENDED;
    int from = in.position();
    in.listOrEmpty(() -> selection.add(selectOption()));
    if (selection.contains(Selection.RECURSIVEMATCH)
        && !selection.contains(Selection.SUBSCRIBED)
        && !selection.contains(Selection.SPECIAL_USE)) {
      throw in.bad("RECURSIVEMATCH needs SUBSCRIBED or SPECIAL-USE beside it:", from + 1);
    }
  }

  private Selection selectOption() {
    int from = in.position();
    return switch (in.label("a selection option")) {
      case "SUBSCRIBED" -> Selection.SUBSCRIBED;
      case "REMOTE" -> Selection.REMOTE;
      case "RECURSIVEMATCH" -> Selection.RECURSIVEMATCH;
      case "SPECIAL-USE" -> Selection.SPECIAL_USE;
      default -> throw in.bad("Unknown selection option", from);
    };
  }

  private List<String> patterns() {
    if (!in.peek('(')) {
      return List.of(MailboxNames.pattern(in));
    }
    form = Form.EXTENDED;
    var patterns = List.copyOf(in.list(() -> MailboxNames.pattern(in)));
    if (patterns.size() > MOST_PATTERNS) {
      throw Rejection.no(Plain.LIMIT, "LIST may have " + MOST_PATTERNS + " patterns");
    }
    return patterns;
  }

  private void returns() {
    form = Form.EXTENDED;
    if (!in.takeWord("RETURN")) {
      throw in.expected("RETURN");
    }
    in.sp();
    in.listOrEmpty(this::returnOption);
  }

  private boolean returnOption() {
    int from = in.position();
    return switch (in.label("a return option")) {
      case "SUBSCRIBED" -> returns.add(Return.SUBSCRIBED);
      case "CHILDREN" -> returns.add(Return.CHILDREN);
      case "SPECIAL-USE" -> returns.add(Return.SPECIAL_USE);
      case "STATUS" -> statusOption();
      default -> throw in.bad("Unknown return option", from);
    };
  }

  private boolean statusOption() {
    in.sp();
    return status.addAll(StatusParser.items(in));
  }
}
