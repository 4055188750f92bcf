package org.culverhouse.connector.wire.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.response.ResponseCode.Plain;

/**
 * Flags in commands (RFC 9051 section 9):
 *
 * <pre>
 * flag-list    = "(" [flag *(SP flag)] ")"
 * flag         = "\Answered" / "\Flagged" / "\Deleted" / "\Seen" / "\Draft" / flag-keyword
 * flag-keyword = atom
 * </pre>
 */
final class Flags {
  /** Of a keyword that comes into being here; there may be longer ones from elsewhere. */
  private static final int LONGEST_NEW = 50;

  private Flags() {}

  static FlagSet flagList(Lexer in) {
    return FlagSet.of(in.listOrEmpty(() -> flag(in)));
  }

  /**
   * The flags of a message to be appended. {@code \Recent} is left out instead of refused: clients
   * that copy mail between servers send it along.
   */
  static FlagSet appendFlags(Lexer in) {
    var flags = in.listOrEmpty(() -> takeRecent(in) ? Optional.<Flag>empty() : oneFlag(in));
    return FlagSet.of(flags.stream().flatMap(Optional::stream).toList());
  }

  private static boolean takeRecent(Lexer in) {
    int from = in.position();
    if (in.take('\\') && in.takeWord("RECENT")) {
      return true;
    }
    in.moveTo(from);
    return false;
  }

  private static Optional<Flag> oneFlag(Lexer in) {
    return Optional.of(flag(in));
  }

  /** {@code flag *(SP flag)}, as STORE has it without parentheses. */
  static FlagSet bareFlags(Lexer in) {
    List<Flag> flags = new ArrayList<>();
    do {
      flags.add(flag(in));
      in.checkCount(flags.size());
    } while (in.take(' ') && !in.atEnd());
    return FlagSet.of(flags);
  }

  private static Flag flag(Lexer in) {
    int from = in.position();
    if (!in.take('\\')) {
      return keyword(in, LONGEST_NEW);
    }
    var name = "\\" + in.atom("a flag").toLowerCase(Locale.ROOT);
    return SystemFlag.named(name).orElseThrow(() -> in.bad("Unknown system flag", from));
  }

  /** A keyword that is only looked for. */
  static Keyword keyword(Lexer in) {
    return keyword(in, Keyword.MAX_LENGTH);
  }

  private static Keyword keyword(Lexer in, int longest) {
    int from = in.position();
    var name = in.atom("a flag");
    if (name.length() > longest) {
      throw Rejection.no(
          Plain.CANNOT,
          "A keyword may have %d octets, not %d: %s"
              .formatted(longest, name.length(), in.token(from)));
    }
    return new Keyword(name);
  }
}
