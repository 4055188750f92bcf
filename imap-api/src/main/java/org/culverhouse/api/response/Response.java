package org.culverhouse.api.response;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.Capability;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.PartialRange;
import org.culverhouse.api.model.UidSet;

/** What the server says (RFC 9051 section 7); only the encoder turns it into bytes. */
public sealed interface Response {
  /** The conditions of a status response (section 7.1). */
  enum Condition {
    OK,
    NO,
    BAD,
    PREAUTH,
    BYE
  }

  /** The end of a command. */
  record Tagged(String tag, Condition condition, Optional<ResponseCode> code, String text)
      implements Response {
    public static Tagged ok(String tag, String text) {
      return new Tagged(tag, Condition.OK, Optional.empty(), text);
    }

    public static Tagged ok(String tag, ResponseCode code, String text) {
      return new Tagged(tag, Condition.OK, Optional.of(code), text);
    }

    public static Tagged no(String tag, String text) {
      return new Tagged(tag, Condition.NO, Optional.empty(), text);
    }

    public static Tagged no(String tag, ResponseCode code, String text) {
      return new Tagged(tag, Condition.NO, Optional.of(code), text);
    }

    public static Tagged bad(String tag, String text) {
      return new Tagged(tag, Condition.BAD, Optional.empty(), text);
    }

    public static Tagged bad(String tag, ResponseCode code, String text) {
      return new Tagged(tag, Condition.BAD, Optional.of(code), text);
    }
  }

  /** An untagged status response. */
  record Untagged(Condition condition, Optional<ResponseCode> code, String text)
      implements Response {
    public static Untagged ok(ResponseCode code, String text) {
      return new Untagged(Condition.OK, Optional.of(code), text);
    }

    public static Untagged no(ResponseCode code, String text) {
      return new Untagged(Condition.NO, Optional.of(code), text);
    }

    public static Untagged bye(String text) {
      return new Untagged(Condition.BYE, Optional.empty(), text);
    }

    public static Untagged bye(ResponseCode code, String text) {
      return new Untagged(Condition.BYE, Optional.of(code), text);
    }
  }

  /** {@code +}: go on (section 7.6). */
  record Continuation(String text) implements Response {}

  record CapabilityData(List<Capability> capabilities) implements Response {}

  record Enabled(List<Capability> capabilities) implements Response {}

  /** FLAGS: those that can be used in this mailbox. */
  record Flags(FlagSet flags) implements Response {}

  record Exists(long messages) implements Response {}

  /** RFC 3501 section 7.3.2. */
  record Recent(long messages) implements Response {}

  record Expunged(long number) implements Response {}

  /** VANISHED (RFC 7162 section 3.2.10): now, or earlier than the client has known the mailbox. */
  record Vanished(Since since, UidSet uids) implements Response {
    public enum Since {
      NOW,
      EARLIER
    }
  }

  /** What is true of a mailbox in a LIST response (RFC 9051 section 7.3.1). */
  record ListData(
      List<String> attributes,
      MailboxName name,
      Optional<MailboxName> oldName,
      List<String> childInfo)
      implements Response {}

  /** RFC 3501 section 7.2.3. */
  record LsubData(List<String> attributes, MailboxName name) implements Response {}

  /** The answer to LIST with an empty pattern: only the separator is told. */
  record Separator() implements Response {}

  record StatusData(MailboxName mailbox, Map<StatusItem, Long> values) implements Response {}

  /** The one personal namespace; others come with shared mailboxes (RFC 2342). */
  record Namespaces() implements Response {}

  /** ID; empty for NIL (RFC 2971). */
  record IdData(Map<String, String> fields) implements Response {}

  /**
   * SEARCH of RFC 3501: numbers ascending; the highest mod-sequence among them when MODSEQ was
   * searched for (RFC 7162 section 3.1.6).
   */
  record SearchData(
      List<org.culverhouse.api.model.NumberRange> numbers, Optional<ModSeq> highestModSeq)
      implements Response {}

  /** ESEARCH (RFC 9051 section 7.3.4); absent values were not asked for, or nothing matched. */
  record ESearchData(
      String tag,
      org.culverhouse.api.command.Numbering numbering,
      Optional<Long> min,
      Optional<Long> max,
      Optional<UidSet> all,
      Optional<Long> count,
      Optional<PartialResult> partial,
      Optional<ModSeq> highestModSeq)
      implements Response {}

  /** The window that PARTIAL has asked for, and what lies in it, perhaps nothing (RFC 9394). */
  record PartialResult(PartialRange range, UidSet numbers) {}

  /** FETCH (RFC 9051 section 7.5.2), or UIDFETCH (RFC 9586 section 3.3). */
  record Fetched(long number, long uid, List<FetchData> data) implements Response {}

  /**
   * A FETCH for each message with its flags, its mod-sequence or both, and with its UID if {@code
   * numbering} says so.
   */
  record FetchedFlags(org.culverhouse.api.command.Numbering numbering, Told told, FlagLines lines)
      implements Response {
    public enum Told {
      FLAGS,
      MODSEQ,
      FLAGS_AND_MODSEQ
    }
  }

  /** QUOTAROOT (RFC 9208 section 4.2.2). */
  record QuotaRoot(MailboxName mailbox, String root) implements Response {}

  /** QUOTA (RFC 9208 section 4.2.1): what is limited. */
  record QuotaData(String root, List<Resource> resources) implements Response {
    /**
     * @param name STORAGE, in units of 1,024 octets, or MESSAGE
     */
    public record Resource(String name, long usage, long limit) {}
  }
}
