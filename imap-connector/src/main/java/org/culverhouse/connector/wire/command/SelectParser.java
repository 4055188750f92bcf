package org.culverhouse.connector.wire.command;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.command.Resync;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.command.Select.Access;
import org.culverhouse.api.model.Extension;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;

/**
 * SELECT and EXAMINE (RFC 9051 section 9, RFC 7162 section 7):
 *
 * <pre>
 * select         = "SELECT" SP mailbox [SP "(" select-param *(SP select-param) ")"]
 * select-param   = "CONDSTORE" / "QRESYNC" SP "(" uidvalidity SP mod-sequence-value
 *                  [SP known-uids] [SP seq-match-data] ")"
 * seq-match-data = "(" known-sequence-set SP known-uid-set ")"
 * </pre>
 */
final class SelectParser {
  private final Lexer in;
  private final Set<Extension> switchesOn = EnumSet.noneOf(Extension.class);
  private Optional<Resync> resync = Optional.empty();

  private SelectParser(Lexer in) {
    this.in = in;
  }

  static Select parse(String tag, Access access, Lexer in) {
    return new SelectParser(in).parse(tag, access);
  }

  private Select parse(String tag, Access access) {
    in.sp();
    var mailbox = MailboxNames.mailbox(in);
    if (in.take(' ') && in.peek('(')) {
      in.list(this::parameter);
    }
    return new Select(tag, mailbox, access, Set.copyOf(switchesOn), resync);
  }

  private boolean parameter() {
    int from = in.position();
    switch (in.label("a parameter of SELECT")) {
      case "CONDSTORE" -> switchesOn.add(Extension.CONDSTORE);
      case "QRESYNC" -> {
        in.sp();
        resync = Optional.of(resync());
      }
      default -> throw in.bad("Unknown parameter of SELECT", from);
    }
    return true;
  }

  private Resync resync() {
    in.open();
    var validity = new UidValidity(in.nzNumber("a UIDVALIDITY"));
    in.sp();
    var modSeq = ModSeqs.positive(in);
    Optional<UidSet> known = Optional.empty();
    Optional<Resync.Sample> sample = Optional.empty();
    if (in.take(' ')) {
      if (!in.peek('(')) {
        known = Optional.of(SequenceSets.known(in));
      }
      if (known.isEmpty() || in.take(' ')) {
        sample = Optional.of(sample());
      }
    }
    in.close();
    return new Resync(validity, modSeq, known, sample);
  }

  private Resync.Sample sample() {
    in.requireNoNumbers(in.token(in.position()));
    in.open();
    int from = in.position();
    var numbers = SequenceSets.known(in);
    in.sp();
    var uids = SequenceSets.known(in);
    in.close();
    if (numbers.size() != uids.size()) {
      throw in.bad("There must be as many sequence numbers as UIDs in", from);
    }
    return new Resync.Sample(numbers, uids);
  }
}
