package org.culverhouse.connector.wire.command;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.command.SearchKey.DateOf;
import org.culverhouse.api.command.SearchKey.DateRelation;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;

/**
 * The keys of SEARCH (RFC 9051 section 9, RFC 5032 section 4 for OLDER and YOUNGER, RFC 7162 for
 * MODSEQ, RFC 3501 for NEW, OLD and RECENT). Nested at most as deep as {@link CommandLimits#depth}
 * says:
 *
 * <pre>
 * search-key = "ALL" / "ANSWERED" / "BCC" SP astring / "BEFORE" SP date / "BODY" SP astring / ... /
 *              "HEADER" SP header-fld-name SP astring / "LARGER" SP number64 /
 *              "UIDAFTER" SP uniqueid / "UIDBEFORE" SP uniqueid /           ; RFC 9738
 *              "MODSEQ" [SP entry-name SP entry-type-req] SP mod-sequence-valzer /
 *              "NOT" SP search-key / "OR" SP search-key SP search-key / "UID" SP sequence-set /
 *              sequence-set / "(" search-key *(SP search-key) ")"
 * </pre>
 */
final class SearchKeys {
  private static final Set<String> ENTRY_KINDS = Set.of("PRIV", "SHARED", "ALL");

  private final Lexer in;
  private final Charset charset;
  private int count;

  SearchKeys(Lexer in, Charset charset) {
    this.in = in;
    this.charset = charset;
  }

  /** {@code search-key *(SP search-key)}, to the end of the command. */
  SearchKey program() {
    var keys = new ArrayList<SearchKey>();
    do {
      keys.add(key());
    } while (in.take(' ') && !in.atEnd());
    return all(keys);
  }

  private static SearchKey all(List<SearchKey> keys) {
    return keys.size() == 1 ? keys.getFirst() : new SearchKey.And(List.copyOf(keys));
  }

  private SearchKey key() {
    in.checkCount(++count);
    if (SequenceSets.startsHere(in)) {
      in.requireNoNumbers(in.token(in.position()));
      return new SearchKey.Numbers(SequenceSets.sequenceSet(in));
    }
    if (in.peek('(')) {
      return all(in.list(this::key));
    }
    return named();
  }

  private SearchKey named() {
    int from = in.position();
    return switch (in.label("a search key")) {
      case "ALL" -> new SearchKey.All();
      case "ANSWERED" -> has(SystemFlag.ANSWERED);
      case "BCC" -> header("Bcc");
      case "BEFORE" -> date(DateOf.INTERNAL, DateRelation.BEFORE);
      case "BODY" -> new SearchKey.Body(text());
      case "CC" -> header("Cc");
      case "DELETED" -> has(SystemFlag.DELETED);
      case "DRAFT" -> has(SystemFlag.DRAFT);
      case "EMAILID" -> emailId();
      case "FLAGGED" -> has(SystemFlag.FLAGGED);
      case "FROM" -> header("From");
      case "HEADER" -> anyHeader();
      case "KEYWORD" -> has(keyword());
      case "LARGER" -> new SearchKey.Larger(octets());
      case "MODSEQ" -> modSeq();
      case "NEW" -> new SearchKey.And(List.of(new SearchKey.Recent(), hasNot(SystemFlag.SEEN)));
      case "NOT" -> new SearchKey.Not(nested(from));
      case "OLD" -> new SearchKey.Not(new SearchKey.Recent());
      case "OLDER" -> new SearchKey.Older(age());
      case "ON" -> date(DateOf.INTERNAL, DateRelation.ON);
      case "OR" -> new SearchKey.Or(nested(from), nested(from));
      case "RECENT" -> new SearchKey.Recent();
      case "SAVEDATESUPPORTED" -> new SearchKey.All();
      case "SAVEDBEFORE" -> date(DateOf.SAVED, DateRelation.BEFORE);
      case "SAVEDON" -> date(DateOf.SAVED, DateRelation.ON);
      case "SAVEDSINCE" -> date(DateOf.SAVED, DateRelation.SINCE);
      case "SEEN" -> has(SystemFlag.SEEN);
      case "SENTBEFORE" -> date(DateOf.SENT, DateRelation.BEFORE);
      case "SENTON" -> date(DateOf.SENT, DateRelation.ON);
      case "SENTSINCE" -> date(DateOf.SENT, DateRelation.SINCE);
      case "SINCE" -> date(DateOf.INTERNAL, DateRelation.SINCE);
      case "SMALLER" -> new SearchKey.Smaller(octets());
      case "SUBJECT" -> header("Subject");
      case "TEXT" -> new SearchKey.Text(text());
      case "THREADID" -> threadId();
      case "TO" -> header("To");
      case "UID" -> uids();
      case "UIDAFTER" -> uidsFrom(uid() + 1, Uid.MAX);
      case "UIDBEFORE" -> uidsFrom(1, uid() - 1);
      case "UNANSWERED" -> hasNot(SystemFlag.ANSWERED);
      case "UNDELETED" -> hasNot(SystemFlag.DELETED);
      case "UNDRAFT" -> hasNot(SystemFlag.DRAFT);
      case "UNFLAGGED" -> hasNot(SystemFlag.FLAGGED);
      case "UNKEYWORD" -> hasNot(keyword());
      case "UNSEEN" -> hasNot(SystemFlag.SEEN);
      case "YOUNGER" -> new SearchKey.Younger(age());
      default -> throw in.bad("Unknown search key", from);
    };
  }

  private static SearchKey has(Flag flag) {
    return new SearchKey.HasFlag(flag);
  }

  private static SearchKey hasNot(Flag flag) {
    return new SearchKey.Not(has(flag));
  }

  private Flag keyword() {
    in.sp();
    return Flags.keyword(in);
  }

  private SearchKey nested(int from) {
    in.sp();
    in.descend(from);
    var key = key();
    in.ascend();
    return key;
  }

  private SearchKey uids() {
    in.sp();
    return new SearchKey.Uids(SequenceSets.sequenceSet(in));
  }

  private long uid() {
    in.sp();
    return in.nzNumber("a UID");
  }

  /** Unlike a set with a star, this does not hold the last message whatever its UID. */
  private static SearchKey uidsFrom(long first, long last) {
    return first > last ? new SearchKey.None() : new SearchKey.Uids(SequenceSet.of(first, last));
  }

  private SearchKey header(String field) {
    return new SearchKey.Header(field, text());
  }

  private SearchKey anyHeader() {
    in.sp();
    var field = Sections.fieldName(in);
    return new SearchKey.Header(field, text());
  }

  private String text() {
    in.sp();
    int from = in.position();
    return Octets.decode(in.astring("a text to search for"), charset)
        .orElseThrow(() -> in.bad("Not a text in " + charset.name() + ":", from));
  }

  private SearchKey date(DateOf of, DateRelation relation) {
    in.sp();
    return new SearchKey.Date(of, relation, Dates.date(in));
  }

  /** The name of an entry and its kind are read and not used (RFC 7162 section 3.1.5). */
  private SearchKey modSeq() {
    in.sp();
    if (in.peek('"')) {
      in.astring("the name of an entry");
      in.sp();
      int from = in.position();
      var kind = in.label("priv, shared or all");
      if (!ENTRY_KINDS.contains(kind)) {
        throw in.bad("Expected priv, shared or all, found", from);
      }
      in.sp();
    }
    return new SearchKey.ChangedAt(ModSeqs.orZero(in));
  }

  private SearchKey emailId() {
    in.sp();
    return ObjectIds.emailId(in)
        .<SearchKey>map(SearchKey.HasEmailId::new)
        .orElseGet(SearchKey.None::new);
  }

  private SearchKey threadId() {
    in.sp();
    ObjectIds.objectId(in);
    return new SearchKey.None();
  }

  private long octets() {
    in.sp();
    return in.number64("a size");
  }

  private Duration age() {
    in.sp();
    return Duration.ofSeconds(in.nzNumber("an interval"));
  }
}
