package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.Capability;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxId;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.ModSeq;
import org.culverhouse.api.model.NumberRange;
import org.culverhouse.api.model.PartialRange;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.model.SectionName.Text;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.UidSet;
import org.culverhouse.api.model.UidValidity;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseEncoderTest {
  private static final FlagSet SEEN = FlagSet.of(SystemFlag.SEEN, new Keyword("$Work"));
  private static final UidValidity VALIDITY = new UidValidity(77);

  record Golden(String text, Response response) {}

  private static Golden golden(String text, Response response) {
    return new Golden(text, response);
  }

  private static Golden code(String text, ResponseCode code) {
    return golden("* OK [" + text + "] done", Untagged.ok(code, "done"));
  }

  private static Golden fetch(String text, FetchData... data) {
    return golden("* 3 FETCH (" + text + ")", new Response.Fetched(3, 103, List.of(data)));
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static List<Golden> status() {
    return List.of(
        golden("a1 OK done", Tagged.ok("a1", "done")),
        golden("a1 NO [TRYCREATE] no such", Tagged.no("a1", Plain.TRYCREATE, "no such")),
        golden("a1 BAD what?", Tagged.bad("a1", "what?")),
        golden("* BYE [UNAVAILABLE] bye", Untagged.bye(Plain.UNAVAILABLE, "bye")),
        golden("* PREAUTH hello", new Untagged(Condition.PREAUTH, Optional.empty(), "hello")),
        golden("a1 OK - [ALERT] no code", Tagged.ok("a1", "[ALERT] no code")),
        golden("a1 OK - ", Tagged.ok("a1", "")),
        golden("a1 NO a?b?? c?d", Tagged.no("a1", "a\nb\r\n c\u00FCd")),
        golden("+ go on", new Response.Continuation("go on")),
        golden("+ ", new Response.Continuation("")),
        code("READ-ONLY", Plain.READ_ONLY),
        code("UNKNOWN-CTE", Plain.UNKNOWN_CTE),
        code("BADCHARSET (UTF-8 \"x y\")", new ResponseCode.BadCharset(List.of("UTF-8", "x y"))),
        code(
            "CAPABILITY IMAP4rev1 AUTH=PLAIN",
            new ResponseCode.Capabilities(
                List.of(new Capability("IMAP4rev1"), new Capability("AUTH=PLAIN")))),
        code("PERMANENTFLAGS (\\Seen $Work \\*)", new ResponseCode.PermanentFlags(SEEN, true)),
        code("PERMANENTFLAGS ()", new ResponseCode.PermanentFlags(FlagSet.NONE, false)),
        code("UIDNEXT 4294967295", new ResponseCode.UidNext(4294967295L)),
        code("UIDVALIDITY 77", new ResponseCode.UidValidityIs(VALIDITY)),
        code("UNSEEN 12", new ResponseCode.Unseen(12)),
        code("HIGHESTMODSEQ 9", new ResponseCode.HighestModSeq(new ModSeq(9))),
        code("MAILBOXID (F5)", new ResponseCode.MailboxId(new MailboxId(5))),
        code("APPENDUID 77 5:6", new ResponseCode.AppendUid(VALIDITY, UidSet.of(5, 6))),
        code(
            "COPYUID 77 1:3,9 10:13",
            new ResponseCode.CopyUid(
                VALIDITY,
                new UidSet(List.of(new NumberRange(1, 3), new NumberRange(9, 9))),
                UidSet.of(10, 13))));
  }

  static List<Golden> data() {
    var values = new EnumMap<StatusItem, Long>(StatusItem.class);
    values.put(StatusItem.MESSAGES, 0L);
    values.put(StatusItem.SIZE, 5_000_000_000L);
    values.put(StatusItem.MAILBOXID, 5L);
    var id = new LinkedHashMap<String, String>();
    id.put("name", "Culver\"house\"");
    id.put("note", "fünf");
    return List.of(
        golden(
            "* CAPABILITY IMAP4rev1 IDLE",
            new Response.CapabilityData(
                List.of(new Capability("IMAP4rev1"), new Capability("IDLE")))),
        golden("* ENABLED", new Response.Enabled(List.of())),
        golden("* FLAGS (\\Seen $Work)", new Response.Flags(SEEN)),
        golden("* 23 EXISTS", new Response.Exists(23)),
        golden("* 0 RECENT", new Response.Recent(0)),
        golden("* 44 EXPUNGE", new Response.Expunged(44)),
        golden(
            "* LIST (\\HasNoChildren \\Sent) \"/\" Sent",
            list(List.of("\\HasNoChildren", "\\Sent"), "Sent", Optional.empty(), List.of())),
        golden("* LIST () \"/\" \"a b\"", list(List.of(), "a b", Optional.empty(), List.of())),
        golden("* LIST () \"/\" \"NIL\"", list(List.of(), "NIL", Optional.empty(), List.of())),
        golden(
            "* LIST () \"/\" \"q\\\"b\\\\\"",
            list(List.of(), "q\"b\\", Optional.empty(), List.of())),
        golden(
            "* LIST () \"/\" Entw&APw-rfe/R&-D",
            list(List.of(), "Entwürfe/R&D", Optional.empty(), List.of())),
        golden(
            "* LIST () \"/\" new (\"CHILDINFO\" (\"SUBSCRIBED\") \"OLDNAME\" (\"o l d\"))",
            list(List.of(), "new", Optional.of(new MailboxName("o l d")), List.of("SUBSCRIBED"))),
        golden(
            "* LIST () \"/\" new (\"OLDNAME\" (old))",
            list(List.of(), "new", Optional.of(new MailboxName("old")), List.of())),
        golden(
            "* LSUB (\\Noselect) \"/\" INBOX",
            new Response.LsubData(List.of("\\Noselect"), MailboxName.INBOX)),
        golden("* LIST (\\Noselect) \"/\" \"\"", new Response.Separator()),
        golden(
            "* STATUS INBOX (MESSAGES 0 SIZE 5000000000 MAILBOXID (F5))",
            new Response.StatusData(MailboxName.INBOX, values)),
        golden("* NAMESPACE ((\"\" \"/\")) NIL NIL", new Response.Namespaces()),
        golden("* ID NIL", new Response.IdData(Map.of())),
        golden(
            "* ID (\"name\" \"Culver\\\"house\\\"\" \"note\" {5}\r\nf\u00C3\u00BCnf)",
            new Response.IdData(id)),
        golden("* SEARCH", new Response.SearchData(List.of(), Optional.empty())),
        golden(
            "* SEARCH 2 3 4 9",
            new Response.SearchData(
                List.of(new NumberRange(2, 4), new NumberRange(9, 9)), Optional.empty())),
        golden(
            "* SEARCH 2 (MODSEQ 917162500)",
            new Response.SearchData(
                List.of(new NumberRange(2, 2)), Optional.of(new ModSeq(917162500)))),
        golden(
            "* VANISHED 2:4", new Response.Vanished(Response.Vanished.Since.NOW, UidSet.of(2, 4))),
        golden(
            "* VANISHED (EARLIER) 7",
            new Response.Vanished(Response.Vanished.Since.EARLIER, UidSet.of(7, 7))),
        golden(
            "a OK [MODIFIED 7,9] Conditional STORE failed",
            Response.Tagged.ok(
                "a",
                new ResponseCode.Modified(
                    new UidSet(List.of(new NumberRange(7, 7), new NumberRange(9, 9)))),
                "Conditional STORE failed")),
        golden(
            "* ESEARCH (TAG \"a1\") UID PARTIAL (-1:-100 2:4) MODSEQ 9",
            partial(new PartialRange(-1, -100), UidSet.of(2, 4), Optional.of(new ModSeq(9)))),
        golden(
            "* ESEARCH (TAG \"a1\") UID PARTIAL (1:100 NIL)",
            partial(new PartialRange(1, 100), UidSet.EMPTY, Optional.empty())),
        golden(
            "* ESEARCH (TAG \"a1\") UID MIN 2 MAX 9 ALL 2:4,9 COUNT 4",
            new Response.ESearchData(
                "a1",
                Numbering.UID,
                Optional.of(2L),
                Optional.of(9L),
                Optional.of(new UidSet(List.of(new NumberRange(2, 4), new NumberRange(9, 9)))),
                Optional.of(4L),
                Optional.empty(),
                Optional.empty())),
        golden(
            "* ESEARCH (TAG \"a1\")",
            new Response.ESearchData(
                "a1",
                Numbering.SEQUENCE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(UidSet.EMPTY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  private static Response partial(PartialRange range, UidSet numbers, Optional<ModSeq> highest) {
    return new Response.ESearchData(
        "a1",
        Numbering.UID,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Response.PartialResult(range, numbers)),
        highest);
  }

  private static Response list(
      List<String> attributes, String name, Optional<MailboxName> old, List<String> children) {
    return new Response.ListData(attributes, new MailboxName(name), old, children);
  }

  static List<Golden> fetches() {
    return List.of(
        fetch("UID 4294967295", new FetchData.UidItem(4294967295L)),
        fetch("FLAGS ()", new FetchData.FlagsItem(FlagSet.NONE, false)),
        fetch("FLAGS (\\Recent)", new FetchData.FlagsItem(FlagSet.NONE, true)),
        fetch(
            "FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)",
            new FetchData.FlagsItem(FlagSet.ALL_SYSTEM, false)),
        fetch("FLAGS (\\Seen $Work \\Recent)", new FetchData.FlagsItem(SEEN, true)),
        fetch("RFC822.SIZE 5000000000", new FetchData.SizeItem(5_000_000_000L)),
        fetch("MODSEQ (12)", new FetchData.ModSeqItem(new ModSeq(12))),
        fetch(
            "INTERNALDATE \" 1-Jan-2026 10:00:00 +0000\"",
            new FetchData.InternalDateItem(Instant.parse("2026-01-01T10:00:00.999Z"))),
        fetch(
            "INTERNALDATE \"31-Dec-1969 23:59:59 +0000\"",
            new FetchData.InternalDateItem(Instant.ofEpochSecond(-1))),
        fetch(
            "INTERNALDATE \"31-Dec-9999 23:59:59 +0000\"",
            new FetchData.InternalDateItem(Instant.MAX)),
        fetch(
            "INTERNALDATE \" 1-Jan-0000 00:00:00 +0000\"",
            new FetchData.InternalDateItem(Instant.MIN)),
        fetch("ENVELOPE (NIL x)", new FetchData.EnvelopeItem(octets("(NIL x)"))),
        fetch("BODY (x)", new FetchData.BodyItem(octets("(x)"))),
        fetch("BODYSTRUCTURE (x)", new FetchData.BodyStructureItem(octets("(x)"))),
        fetch("BODY[] {5}\r\nhello", section(Text.WHOLE, "hello")),
        fetch("BODY[] {0}\r\n", section(Text.WHOLE, "")),
        fetch("BODY[1.2.MIME] {1}\r\nx", section(Text.MIME, "x", 1, 2)),
        fetch("BODY[TEXT] {1}\r\nx", section(Text.TEXT, "x")),
        fetch("BODY[2] {1}\r\nx", section(Text.WHOLE, "x", 2)),
        fetch(
            "BODY[HEADER.FIELDS (From \"X\\\"Y\")]<0> {2}\r\n\r\n",
            new FetchData.SectionItem(
                new SectionName(List.of(), Text.HEADER_FIELDS, List.of("From", "X\"Y")),
                OptionalLong.of(0),
                content("\r\n"))),
        fetch(
            "BODY[1.HEADER.FIELDS.NOT (To)] NIL",
            new FetchData.NoSectionItem(
                new SectionName(List.of(1), Text.HEADER_FIELDS_NOT, List.of("To")))),
        fetch(
            "RFC822.HEADER {1}\r\nx",
            new FetchData.Rfc822Item(FetchAttribute.Item.RFC822_HEADER, content("x"))),
        fetch(
            "RFC822 {1}\r\nx", new FetchData.Rfc822Item(FetchAttribute.Item.RFC822, content("x"))),
        fetch(
            "UID 1 FLAGS (\\Seen $Work) RFC822.SIZE 0",
            new FetchData.UidItem(1),
            new FetchData.FlagsItem(SEEN, false),
            new FetchData.SizeItem(0)));
  }

  private static FetchData section(Text text, String octets, Integer... part) {
    return new FetchData.SectionItem(
        new SectionName(List.of(part), text, List.of()), OptionalLong.empty(), content(octets));
  }

  @ParameterizedTest
  @MethodSource({"status", "data", "fetches"})
  void everyResponseIsWrittenAsTheGrammarSays(Golden golden) {
    assertThat(Encoded.of(golden.response())).isEqualTo(golden.text() + "\r\n");
    assertThat(Encoded.throughBuffersOf(1, golden.response())).isEqualTo(golden.text() + "\r\n");
  }

  @Test
  void everyCodeIsItsName() {
    for (var code : Plain.values()) {
      assertThat(Encoded.of(Tagged.no("a", code, "x")))
          .isEqualTo("a NO [" + code.wireName() + "] x\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 8191, 8192, 100_000})
  void longThingsGoThroughSmallBuffers(int length) {
    var text = "x".repeat(length);
    assertThat(Encoded.of(fetch("", section(Text.WHOLE, text)).response()))
        .isEqualTo("* 3 FETCH (BODY[] {" + length + "}\r\n" + text + ")\r\n");
    assertThat(
            Encoded.of(new Response.Fetched(3, 103, List.of(new FetchData.BodyItem(octets(text))))))
        .isEqualTo("* 3 FETCH (BODY " + text + ")\r\n");
    assertThat(Encoded.of(Tagged.ok("a", text))).isEqualTo("a OK " + text + "\r\n");
    assertThat(Encoded.of(new Response.CapabilityData(List.of(new Capability(text)))))
        .isEqualTo("* CAPABILITY " + text + "\r\n");
  }

  @Test
  void renderedStructuresMayBeSentAgain() {
    var envelope = octets("(NIL)");
    Encoded.of(fetch("", new FetchData.EnvelopeItem(envelope)).response());
    assertThat(envelope).isEqualTo(octets("(NIL)"));
  }
}
