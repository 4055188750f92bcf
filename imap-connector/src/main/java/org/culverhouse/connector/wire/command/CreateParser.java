package org.culverhouse.connector.wire.command;

import java.util.EnumSet;
import java.util.Set;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.api.response.ResponseCode.Plain;

/**
 * CREATE with the attributes of RFC 6154 section 6:
 *
 * <pre>
 * create       = "CREATE" SP mailbox [SP "(" create-param *(SP create-param) ")"]
 * create-param =/ "USE" SP "(" [use-attr *(SP use-attr)] ")"
 * use-attr     = "\" atom
 * </pre>
 */
final class CreateParser {
  private CreateParser() {}

  static Create parse(String tag, Lexer in) {
    in.sp();
    var mailbox = MailboxNames.newMailbox(in);
    var uses = EnumSet.noneOf(SpecialUse.class);
    if (in.take(' ') && !in.atEnd()) {
      in.list(() -> use(in, uses));
    }
    return new Create(tag, mailbox, Set.copyOf(uses));
  }

  private static boolean use(Lexer in, Set<SpecialUse> uses) {
    int from = in.position();
    if (!in.label("a parameter of CREATE").equals("USE")) {
      throw in.bad("Unknown parameter of CREATE", from);
    }
    in.sp();
    return uses.addAll(in.listOrEmpty(() -> attribute(in)));
  }

  private static SpecialUse attribute(Lexer in) {
    int from = in.position();
    in.expect('\\');
    return SpecialUse.named("\\" + in.atom("a special use"))
        .orElseThrow(() -> Rejection.no(Plain.USEATTR, "Unknown special use " + in.token(from)));
  }
}
