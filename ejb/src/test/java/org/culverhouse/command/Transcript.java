package org.culverhouse.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.culverhouse.api.Content;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.FetchedFlags.Told;
import org.culverhouse.api.response.ResponseCode;

/** Collects responses as lines that look much like those on the wire; UIDVALIDITY is V. */
final class Transcript implements ResponseWriter {
  private final List<String> lines = new ArrayList<>();

  /** What was written since the last time. */
  List<String> take() {
    var taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public void write(Response response) {
    if (response instanceof Response.FetchedFlags flags) {
      flags
          .lines()
          .forEach(
              (number, uid, set, recent, modSeq) ->
                  lines.add(flagLine(flags, number, uid, set, recent)));
    } else {
      lines.add(line(response));
    }
  }

  /** Mod-sequences are only named: a test does not know them. */
  private static String flagLine(
      Response.FetchedFlags lines, long number, long uid, FlagSet flags, boolean recent) {
    var items = new ArrayList<String>();
    if (lines.numbering() == Numbering.UID) {
      items.add(data(new FetchData.UidItem(uid)));
    }
    if (lines.told() != Told.FLAGS) {
      items.add("MODSEQ");
    }
    if (lines.told() != Told.MODSEQ) {
      items.add(data(new FetchData.FlagsItem(flags, recent)));
    }
    return "* " + number + " FETCH (" + String.join(" ", items) + ")";
  }

  @Override
  public void flush() {}

  static String line(Response response) {
    return switch (response) {
      case Response.Tagged r -> r.tag() + " " + r.condition() + code(r.code());
      case Response.Untagged r -> "* " + r.condition() + code(r.code());
      case Response.Continuation r -> "+ " + r.text();
      case Response.CapabilityData r -> "* CAPABILITY " + words(r.capabilities());
      case Response.Enabled r -> "* ENABLED " + words(r.capabilities());
      case Response.Flags r -> "* FLAGS " + r.flags();
      case Response.Exists r -> "* " + r.messages() + " EXISTS";
      case Response.Recent r -> "* " + r.messages() + " RECENT";
      case Response.Expunged r -> "* " + r.number() + " EXPUNGE";
      case Response.Vanished r -> "* VANISHED " + r.since() + " " + r.uids();
      case Response.ListData r ->
          "* LIST ("
              + words(r.attributes())
              + ") "
              + r.name()
              + item("OLDNAME", r.oldName())
              + (r.childInfo().isEmpty() ? "" : " CHILDINFO " + words(r.childInfo()));
      case Response.LsubData r -> "* LSUB (" + words(r.attributes()) + ") " + r.name();
      case Response.Separator r -> "* LIST (\\Noselect) \"/\" \"\"";
      case Response.StatusData r ->
          "* STATUS "
              + r.mailbox()
              + r.values().entrySet().stream()
                  .map(item -> item.getKey() + " " + value(item))
                  .collect(Collectors.joining(" ", " (", ")"));
      case Response.QuotaRoot r -> "* QUOTAROOT " + r.mailbox() + " " + r.root();
      case Response.QuotaData r -> "* QUOTA " + r.root() + " " + r.resources();
      case Response.Namespaces r -> "* NAMESPACE ((\"\" \"/\")) NIL NIL";
      case Response.IdData r -> "* ID " + r.fields();
      case Response.SearchData r ->
          "* SEARCH"
              + r.numbers().stream()
                  .map(range -> " " + range.first() + ":" + range.last())
                  .collect(Collectors.joining())
              + item("MODSEQ", r.highestModSeq());
      case Response.ESearchData r ->
          "* ESEARCH "
              + r.tag()
              + " "
              + r.numbering()
              + item("MIN", r.min())
              + item("MAX", r.max())
              + item("ALL", r.all())
              + item("COUNT", r.count())
              + item("PARTIAL", r.partial())
              + item("MODSEQ", r.highestModSeq());
      case Response.FetchedFlags r -> throw new IllegalArgumentException("more than one line");
      case Response.Fetched r ->
          "* "
              + r.number()
              + " FETCH "
              + r.data().stream().map(Transcript::data).collect(Collectors.joining(" ", "(", ")"));
    };
  }

  private static String value(Map.Entry<StatusItem, Long> item) {
    return item.getKey() == StatusItem.UIDVALIDITY ? "V" : item.getValue().toString();
  }

  private static String words(Collection<?> words) {
    return words.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String item(String name, Optional<?> value) {
    return value.map(v -> " " + name + " " + v).orElse("");
  }

  private static String code(Optional<ResponseCode> code) {
    return code.map(c -> " [" + code(c) + "]").orElse("");
  }

  private static String code(ResponseCode code) {
    return switch (code) {
      case ResponseCode.Plain c -> c.wireName();
      case ResponseCode.BadCharset c -> "BADCHARSET " + c.known();
      case ResponseCode.BadEvent c -> "BADEVENT " + c.known();
      case ResponseCode.BadUrl c -> "BADURL " + c.url();
      case ResponseCode.Capabilities c -> "CAPABILITY " + words(c.capabilities());
      case ResponseCode.PermanentFlags c ->
          "PERMANENTFLAGS " + c.flags() + (c.newKeywords() ? " \\*" : "");
      case ResponseCode.UidNext c -> "UIDNEXT " + c.uid();
      case ResponseCode.UidValidityIs c -> "UIDVALIDITY V";
      case ResponseCode.Unseen c -> "UNSEEN " + c.number();
      case ResponseCode.HighestModSeq c -> "HIGHESTMODSEQ " + c.modSeq();
      case ResponseCode.MailboxId c -> "MAILBOXID " + c.id();
      case ResponseCode.Modified modified -> "MODIFIED " + modified.numbers();
      case ResponseCode.InProgress c ->
          "INPROGRESS " + c.tag().orElse("NIL") + " " + c.done() + " " + c.goal();
      case ResponseCode.MessageLimit c ->
          "MESSAGELIMIT "
              + c.messages()
              + (c.lowest().isPresent() ? " " + c.lowest().getAsLong() : "");
      case ResponseCode.AppendUid c -> "APPENDUID V " + c.uids();
      case ResponseCode.CopyUid c -> "COPYUID V " + c.source() + " " + c.target();
    };
  }

  private static String data(FetchData data) {
    return switch (data) {
      case FetchData.UidItem d -> "UID " + d.uid();
      case FetchData.FlagsItem d -> "FLAGS " + d.flags() + (d.recent() ? "\\Recent" : "");
      case FetchData.InternalDateItem d -> "INTERNALDATE " + d.date();
      case FetchData.SizeItem d -> "RFC822.SIZE " + d.octets();
      case FetchData.ModSeqItem d -> "MODSEQ (" + d.modSeq() + ")";
      case FetchData.EnvelopeItem d -> "ENVELOPE " + text(d.rendered());
      case FetchData.BodyItem d -> "BODY " + text(d.rendered());
      case FetchData.BodyStructureItem d -> "BODYSTRUCTURE " + text(d.rendered());
      case FetchData.SectionItem d ->
          "BODY["
              + section(d.section())
              + "]"
              + (d.origin().isPresent() ? "<" + d.origin().getAsLong() + ">" : "")
              + " "
              + text(d.content());
      case FetchData.NoSectionItem d -> "BODY[" + section(d.section()) + "] NIL";
      case FetchData.BinaryItem d -> "BINARY" + d.part() + " " + text(d.content());
      case FetchData.NoBinaryItem d -> "BINARY" + d.part() + " NIL";
      case FetchData.BinarySizeItem d -> "BINARY.SIZE" + d.part() + " " + d.octets();
      case FetchData.EmailIdItem d -> "EMAILID";
      case FetchData.NoThreadIdItem d -> "THREADID NIL";
      case FetchData.SaveDateItem d -> "SAVEDATE " + d.date();
      case FetchData.PreviewItem d -> "PREVIEW " + d.text();
      case FetchData.Rfc822Item d -> d.item() + " " + text(d.content());
    };
  }

  private static String section(SectionName section) {
    var part = section.part().stream().map(String::valueOf).collect(Collectors.joining("."));
    var text = section.text() == SectionName.Text.WHOLE ? "" : section.text().name();
    var dot = part.isEmpty() || text.isEmpty() ? "" : ".";
    return part + dot + text + (section.fields().isEmpty() ? "" : " " + section.fields());
  }

  private static String text(ByteBuffer octets) {
    return ISO_8859_1.decode(octets.duplicate()).toString();
  }

  private static String text(Content content) {
    try (content) {
      var octets = ByteBuffer.allocate((int) content.size() + 1);
      while (content.read(octets.position(), octets) > 0) {}
      return text(octets.flip()).replace("\r\n", "|");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
