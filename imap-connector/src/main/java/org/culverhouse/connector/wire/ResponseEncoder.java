package org.culverhouse.connector.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.StatusItem;
import org.culverhouse.api.model.Capability;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Vanished.Since;
import org.culverhouse.api.response.ResponseCode;

/** Writes responses (RFC 3501 section 7, RFC 9051 section 7). Immutable. */
public final class ResponseEncoder {
  private final Dialect dialect;

  public ResponseEncoder(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Writes a response, CRLF included. Content in it is closed, also on failure.
   *
   * @throws java.io.UncheckedIOException when content could not be read as far as was announced:
   *     the client waits for octets that will not come, so the connection must end
   * @throws org.culverhouse.api.ConnectionGoneException from the sink
   */
  public void encode(Response response, WireSink sink) {
    try {
      encode(response, new WireWriter(sink, dialect.utf8()));
    } finally {
      if (response instanceof Response.Fetched fetched) {
        fetched.data().forEach(ResponseEncoder::close);
      }
    }
  }

  private static void close(FetchData data) {
    switch (data) {
      case FetchData.SectionItem section -> section.content().close();
      case FetchData.Rfc822Item message -> message.content().close();
      case FetchData.BinaryItem binary -> binary.content().close();
      case FetchData.NoBinaryItem none -> {}
      case FetchData.BinarySizeItem size -> {}
      case FetchData.UidItem uid -> {}
      case FetchData.FlagsItem flags -> {}
      case FetchData.InternalDateItem date -> {}
      case FetchData.SizeItem size -> {}
      case FetchData.EmailIdItem id -> {}
      case FetchData.NoThreadIdItem none -> {}
      case FetchData.SaveDateItem date -> {}
      case FetchData.PreviewItem preview -> {}
      case FetchData.ModSeqItem modSeq -> {}
      case FetchData.EnvelopeItem envelope -> {}
      case FetchData.BodyItem body -> {}
      case FetchData.BodyStructureItem structure -> {}
      case FetchData.NoSectionItem none -> {}
    }
  }

  private void encode(Response response, WireWriter out) {
    switch (response) {
      case Response.Tagged r -> {
        out.put(r.tag()).put(' ');
        status(r.condition(), r.code(), r.text(), out);
      }
      case Response.Untagged r -> {
        out.put("* ");
        status(r.condition(), r.code(), r.text(), out);
      }
      case Response.Continuation r -> continuation(r.text(), out);
      case Response.CapabilityData r -> capabilities("* CAPABILITY", r.capabilities(), out);
      case Response.Enabled r -> capabilities("* ENABLED", r.capabilities(), out);
      case Response.Flags r -> {
        out.put("* FLAGS ");
        FlagWords.write(r.flags(), out);
      }
      case Response.Exists r -> out.put("* ").number(r.messages()).put(" EXISTS");
      case Response.Recent r -> {
        if (dialect.rev2()) {
          return;
        }
        out.put("* ").number(r.messages()).put(" RECENT");
      }
      case Response.Expunged r -> out.put("* ").number(r.number()).put(" EXPUNGE");
      case Response.Vanished r ->
          CodeEncoder.set(
              r.since() == Since.EARLIER ? "* VANISHED (EARLIER) " : "* VANISHED ", r.uids(), out);
      case Response.ListData r -> list(r, out);
      case Response.LsubData r -> {
        out.put("* LSUB ");
        attributes(r.attributes(), r.name(), out);
      }
      case Response.Separator r -> out.put("* LIST (\\Noselect) \"/\" \"\"");
      case Response.StatusData r -> status(r.mailbox(), r.values(), out);
      case Response.QuotaRoot r ->
          out.put("* QUOTAROOT ").mailbox(r.mailbox().value()).put(' ').astring(r.root());
      case Response.QuotaData r -> quota(r, out);
      case Response.Namespaces r -> out.put("* NAMESPACE ((\"\" \"/\")) NIL NIL");
      case Response.IdData r -> id(r.fields(), out);
      case Response.SearchData r -> search(r, out);
      case Response.ESearchData r -> esearch(r, out);
      case Response.Fetched r -> FetchEncoder.encode(r, dialect, out);
      case Response.FetchedFlags r -> {
        r.lines().forEach(new FlagLineEncoder(r, dialect, out));
        return;
      }
    }
    out.endLine();
  }

  private static void status(
      Condition condition, Optional<ResponseCode> code, String text, WireWriter out) {
    out.put(condition.name()).put(' ');
    if (code.isPresent()) {
      out.put('[');
      CodeEncoder.encode(code.get(), out);
      out.put("] ");
    }
    out.text(text);
  }

  /**
   * Base64 of a SASL challenge may be empty, but the space must be there (RFC 3501 section 7.5).
   */
  private static void continuation(String text, WireWriter out) {
    out.put("+ ");
    if (!text.isEmpty()) {
      out.text(text);
    }
  }

  private static void capabilities(String name, List<Capability> capabilities, WireWriter out) {
    out.put(name);
    capabilities.forEach(capability -> out.put(' ').put(capability.wireName()));
  }

  private static void attributes(List<String> attributes, MailboxName name, WireWriter out) {
    out.put('(').spaced(attributes, out::put).put(") \"/\" ").mailbox(name.value());
  }

  private static void list(Response.ListData list, WireWriter out) {
    out.put("* LIST ");
    attributes(list.attributes(), list.name(), out);
    if (list.childInfo().isEmpty() && list.oldName().isEmpty()) {
      return;
    }
    out.put(" (");
    if (!list.childInfo().isEmpty()) {
      out.put("\"CHILDINFO\" (").spaced(list.childInfo(), out::string).put(')');
    }
    if (list.oldName().isPresent()) {
      out.put(list.childInfo().isEmpty() ? "" : " ");
      out.put("\"OLDNAME\" (").mailbox(list.oldName().get().value()).put(')');
    }
    out.put(')');
  }

  private static void status(MailboxName mailbox, Map<StatusItem, Long> values, WireWriter out) {
    out.put("* STATUS ").mailbox(mailbox.value()).put(" (");
    out.spaced(
        values.entrySet(),
        value -> {
          out.put(value.getKey().wireName()).put(' ');
          if (value.getKey() == StatusItem.MAILBOXID) {
            out.put('(');
            CodeEncoder.mailboxId(value.getValue(), out);
            out.put(')');
          } else {
            out.number(value.getValue());
          }
        });
    out.put(')');
  }

  private static void quota(Response.QuotaData quota, WireWriter out) {
    out.put("* QUOTA ").astring(quota.root()).put(" (");
    out.spaced(
        quota.resources(),
        resource ->
            out.put(resource.name())
                .put(' ')
                .number(resource.usage())
                .put(' ')
                .number(resource.limit()));
    out.put(')');
  }

  private static void id(Map<String, String> fields, WireWriter out) {
    if (fields.isEmpty()) {
      out.put("* ID NIL");
      return;
    }
    out.put("* ID (");
    out.spaced(
        fields.entrySet(), field -> out.string(field.getKey()).put(' ').string(field.getValue()));
    out.put(')');
  }

  private static void search(Response.SearchData found, WireWriter out) {
    out.put("* SEARCH");
    for (var range : found.numbers()) {
      for (long number = range.first(); number <= range.last(); number++) {
        out.put(' ').number(number);
      }
    }
    found
        .highestModSeq()
        .ifPresent(highest -> out.put(" (MODSEQ ").number(highest.value()).put(')'));
  }

  private static void esearch(Response.ESearchData found, WireWriter out) {
    out.put("* ESEARCH (TAG ").string(found.tag()).put(')');
    if (found.numbering() == Numbering.UID) {
      out.put(" UID");
    }
    found.min().ifPresent(min -> out.put(" MIN ").number(min));
    found.max().ifPresent(max -> out.put(" MAX ").number(max));
    found.all().filter(all -> !all.isEmpty()).ifPresent(all -> CodeEncoder.set(" ALL ", all, out));
    found.count().ifPresent(count -> out.put(" COUNT ").number(count));
    found.partial().ifPresent(partial -> partial(partial, out));
    found.highestModSeq().ifPresent(highest -> out.put(" MODSEQ ").number(highest.value()));
  }

  /** NIL when the window lies outside (RFC 9394 section 3.1). */
  private static void partial(Response.PartialResult partial, WireWriter out) {
    out.put(" PARTIAL (").put(partial.range().toString());
    if (partial.numbers().isEmpty()) {
      out.put(" NIL");
    } else {
      CodeEncoder.set(" ", partial.numbers(), out);
    }
    out.put(')');
  }
}
