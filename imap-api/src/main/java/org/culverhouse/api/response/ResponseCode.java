package org.culverhouse.api.response;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.model.Capability;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;

/** What a status response tells programs (RFC 9051 section 7.1, RFC 5530). */
public sealed interface ResponseCode {
  /** The codes without parameters. */
  enum Plain implements ResponseCode {
    ALERT("ALERT"),
    ALREADYEXISTS("ALREADYEXISTS"),
    AUTHENTICATIONFAILED("AUTHENTICATIONFAILED"),
    AUTHORIZATIONFAILED("AUTHORIZATIONFAILED"),
    CANNOT("CANNOT"),
    CLIENTBUG("CLIENTBUG"),
    CLOSED("CLOSED"),
    COMPRESSIONACTIVE("COMPRESSIONACTIVE"),
    CONTACTADMIN("CONTACTADMIN"),
    CORRUPTION("CORRUPTION"),
    EXPIRED("EXPIRED"),
    EXPUNGEISSUED("EXPUNGEISSUED"),
    HASCHILDREN("HASCHILDREN"),
    INUSE("INUSE"),
    LIMIT("LIMIT"),
    NONEXISTENT("NONEXISTENT"),
    NOPERM("NOPERM"),
    NOTIFICATIONOVERFLOW("NOTIFICATIONOVERFLOW"),
    OVERQUOTA("OVERQUOTA"),
    PARSE("PARSE"),
    PRIVACYREQUIRED("PRIVACYREQUIRED"),
    READ_ONLY("READ-ONLY"),
    READ_WRITE("READ-WRITE"),
    SERVERBUG("SERVERBUG"),
    TOOBIG("TOOBIG"),
    TRYCREATE("TRYCREATE"),
    UIDNOTSTICKY("UIDNOTSTICKY"),
    UIDREQUIRED("UIDREQUIRED"),
    UNAVAILABLE("UNAVAILABLE"),
    UNKNOWN_CTE("UNKNOWN-CTE"),
    USEATTR("USEATTR");

    private final String wireName;

    Plain(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  record BadCharset(List<String> known) implements ResponseCode {}

  /** The events that can be asked for (RFC 5465 section 3.1). */
  record BadEvent(List<String> known) implements ResponseCode {}

  /** The first URL of CATENATE that leads nowhere (RFC 4469 section 4.1). */
  record BadUrl(String url) implements ResponseCode {}

  record Capabilities(List<Capability> capabilities) implements ResponseCode {}

  /** {@code \*} stands for "new keywords may be made". */
  record PermanentFlags(FlagSet flags, boolean newKeywords) implements ResponseCode {}

  record UidNext(long uid) implements ResponseCode {}

  record UidValidityIs(UidValidity validity) implements ResponseCode {}

  /** The number of the first unseen message (RFC 3501 section 7.1). */
  record Unseen(long number) implements ResponseCode {}

  record HighestModSeq(ModSeq modSeq) implements ResponseCode {}

  /** Messages that a conditional STORE has left alone (RFC 7162 section 3.1.3). */
  record Modified(UidSet numbers) implements ResponseCode {}

  record MailboxId(org.culverhouse.api.model.MailboxId id) implements ResponseCode {}

  /**
   * How far a command has come (RFC 9585 section 4).
   *
   * @param tag of the command, empty where it cannot be told
   * @param done how many messages
   * @param goal how many there will be, more than that, if anybody knows
   */
  record InProgress(Optional<String> tag, long done, OptionalLong goal) implements ResponseCode {}

  /**
   * One command deals with no more messages (RFC 9738 section 3.1).
   *
   * @param lowest the UID of the last message that it has dealt with, or would have
   */
  record MessageLimit(int messages, OptionalLong lowest) implements ResponseCode {}

  record AppendUid(UidValidity validity, UidSet uids) implements ResponseCode {}

  record CopyUid(UidValidity validity, UidSet source, UidSet target) implements ResponseCode {}
}
