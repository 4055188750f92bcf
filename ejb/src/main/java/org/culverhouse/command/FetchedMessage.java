package org.culverhouse.command;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.FetchAttribute.Item;
import org.culverhouse.api.command.FetchAttribute.Partial;
import org.culverhouse.api.model.SectionName;
import org.culverhouse.api.response.FetchData;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mime.CorruptStructureException;
import org.culverhouse.mime.DecodedContent;
import org.culverhouse.mime.HeaderFields;
import org.culverhouse.mime.Range;
import org.culverhouse.mime.StringForm;
import org.culverhouse.mime.StructureRecord;
import org.jspecify.annotations.Nullable;

/** One message while FETCH collects what is asked of it; opens only what is needed, and once. */
final class FetchedMessage implements AutoCloseable {
  private static final Logger LOG = System.getLogger(FetchedMessage.class.getName());
  private static final SectionName HEADER =
      new SectionName(List.of(), SectionName.Text.HEADER, List.of());
  private static final SectionName TEXT =
      new SectionName(List.of(), SectionName.Text.TEXT, List.of());

  /** Fields are picked from this much of a header at most. */
  private static final int MAX_HEADER = 4 << 20;

  private static final byte[] END_OF_HEADER = {'\r', '\n', '\r', '\n'};

  /** What is asked of one message may take so much memory until all of it has been sent. */
  private static final int MAX_MEMORY = 6 << 20;

  /** Beside twice its own size, so many octets of a message are looked through for a FETCH. */
  private static final long MAX_LOOKS = 32 << 20;

  /** To find a field takes so many times as long as to decode. */
  private static final int HEADER_LOOK = 4;

  private final Mailbox mailbox;
  private final MailboxSnapshot state;
  private final long uid;
  private final boolean recent;
  private final StringForm form;
  private final List<Content> pieces = new ArrayList<>();
  private long memory;
  private long looks;
  private @Nullable StructureRecord structure;
  private @Nullable StructureRecord inUtf8;
  private @Nullable SharedMessage message;

  FetchedMessage(
      Mailbox mailbox, MailboxSnapshot state, long uid, boolean recent, StringForm form) {
    this.mailbox = mailbox;
    this.state = state;
    this.uid = uid;
    this.recent = recent;
    this.form = form;
  }

  FetchData get(FetchAttribute attribute) throws IOException {
    return switch (attribute) {
      case Item item -> get(item);
      case FetchAttribute.Body body -> section(body.section(), body.partial());
      case FetchAttribute.Binary binary -> binary(binary);
      case FetchAttribute.BinarySize size -> binarySize(size);
    };
  }

  private FetchData get(Item item) throws IOException {
    return switch (item) {
      case UID -> new FetchData.UidItem(uid);
      case FLAGS -> new FetchData.FlagsItem(state.flags(uid), recent);
      case INTERNALDATE -> new FetchData.InternalDateItem(state.internalDate(uid));
      case RFC822_SIZE -> new FetchData.SizeItem(state.size(uid));
      case ENVELOPE -> new FetchData.EnvelopeItem(text(StructureRecord::envelope));
      case BODY -> new FetchData.BodyItem(text(StructureRecord::body));
      case BODYSTRUCTURE -> new FetchData.BodyStructureItem(text(StructureRecord::bodyStructure));
      case MODSEQ -> new FetchData.ModSeqItem(state.modSeq(uid));
      case EMAILID -> new FetchData.EmailIdItem(state.emailId(uid));
      case THREADID -> new FetchData.NoThreadIdItem();
      case SAVEDATE -> new FetchData.SaveDateItem(state.saveDate(uid));
      case PREVIEW -> new FetchData.PreviewItem(structure().preview());
      case RFC822 -> rfc822(item, SectionName.MESSAGE);
      case RFC822_HEADER -> rfc822(item, HEADER);
      case RFC822_TEXT -> rfc822(item, TEXT);
    };
  }

  /** Something that a record has said. */
  private interface Question<T> {
    T of(StructureRecord record) throws CorruptStructureException;
  }

  /** What is kept is ASCII; what would differ in UTF-8 is rare, and rendered anew. */
  private ByteBuffer text(Question<ByteBuffer> item) throws IOException {
    var kept = ask(item);
    if (form == StringForm.ASCII || !StructureRecord.mayDifferInUtf8(kept)) {
      return kept;
    }
    if (inUtf8 == null) {
      inUtf8 = scan(StringForm.UTF_8);
    }
    return askSound(inUtf8, item);
  }

  private <T> T ask(Question<T> question) throws IOException {
    try {
      return question.of(structure());
    } catch (CorruptStructureException e) {
      structure = scannedAnew(e);
      return askSound(structure, question);
    }
  }

  /** One that has just been made. */
  private static <T> T askSound(StructureRecord record, Question<T> question) {
    try {
      return question.of(record);
    } catch (CorruptStructureException e) {
      throw new IllegalStateException(e);
    }
  }

  private FetchData rfc822(Item item, SectionName section) throws IOException {
    return new FetchData.Rfc822Item(
        item,
        content(section, Optional.empty()).orElseGet(() -> Content.of(ByteBuffer.allocate(0))));
  }

  private FetchData section(SectionName section, Optional<Partial> partial) throws IOException {
    var content = content(section, partial);
    if (content.isEmpty()) {
      return new FetchData.NoSectionItem(section);
    }
    var origin =
        partial.isPresent() ? OptionalLong.of(partial.get().offset()) : OptionalLong.empty();
    return new FetchData.SectionItem(section, origin, content.get());
  }

  private FetchData binary(FetchAttribute.Binary binary) throws IOException {
    take(DecodedContent.MEMORY);
    var decoded = decoded(binary.part());
    if (decoded.isEmpty()) {
      return new FetchData.NoBinaryItem(binary.part());
    }
    var content = decoded.get();
    if (binary.partial().isEmpty()) {
      return new FetchData.BinaryItem(
          binary.part(), OptionalLong.empty(), content, content.hasNul());
    }
    var range = cut(new Range(0, content.size()), binary.partial());
    return new FetchData.BinaryItem(
        binary.part(),
        OptionalLong.of(binary.partial().get().offset()),
        new SharedMessage(content).only(range),
        content.hasNul());
  }

  private FetchData binarySize(FetchAttribute.BinarySize size) throws IOException {
    try (var content = decoded(size.part()).orElse(null)) {
      return new FetchData.BinarySizeItem(size.part(), content == null ? 0 : content.size());
    }
  }

  private Optional<DecodedContent> decoded(List<Integer> part) throws IOException {
    var located = locate(new SectionName(part, SectionName.Text.WHOLE, List.of()));
    if (located.isEmpty()) {
      return Optional.empty();
    }
    look(located.get().length());
    var decoded = structure().decoded(part, piece(located.get()));
    if (decoded.isEmpty()) {
      throw new MailException(
          Reason.UNKNOWN_ENCODING, "A part has a transfer encoding that nobody knows");
    }
    return decoded;
  }

  /** The octets of a section, which are to be closed; empty if there is no such section. */
  Optional<Content> content(SectionName section, Optional<Partial> partial) throws IOException {
    if (section.text() == SectionName.Text.HEADER_FIELDS) {
      var kept = ask(record -> record.headerFields(section));
      if (kept.isPresent()) {
        look(HEADER_LOOK * (long) structure().fieldsLength());
        return Optional.of(fields(kept.get(), partial));
      }
    }
    var located = locate(section);
    if (located.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (section.text()) {
          case WHOLE, HEADER, TEXT, MIME -> piece(cut(located.get(), partial));
          case HEADER_FIELDS, HEADER_FIELDS_NOT ->
              fields(HeaderFields.select(read(located.get()), section), partial);
        });
  }

  private Optional<Range> locate(SectionName section) throws IOException {
    if (section.equals(SectionName.MESSAGE)) {
      return Optional.of(new Range(0, message().whole().size()));
    }
    return structure().locate(section);
  }

  private Content piece(Range range) {
    var piece = message().piece(range);
    pieces.add(piece);
    return piece;
  }

  /** What is left of a range by {@code <offset.length>} (RFC 9051 section 6.4.5.1). */
  private static Range cut(Range range, Optional<Partial> partial) {
    if (partial.isEmpty()) {
      return range;
    }
    long offset = Math.min(partial.get().offset(), range.length());
    long length = Math.min(partial.get().length(), range.length() - offset);
    return new Range(range.offset() + offset, length);
  }

  private void take(long octets) {
    memory += octets;
    if (memory > MAX_MEMORY) {
      throw tooMuch();
    }
  }

  /** To be told before they are looked through: once for each item, however few it picks. */
  private void look(long octets) {
    looks += octets;
    if (looks > MAX_LOOKS + 2 * state.size(uid)) {
      throw tooMuch();
    }
  }

  private static MailException tooMuch() {
    return new MailException(
        Reason.LIMIT, "Too much is asked of a message at once, ask for its items one by one");
  }

  private Content fields(ByteBuffer fields, Optional<Partial> partial) {
    take(fields.remaining());
    var range = cut(new Range(0, fields.remaining()), partial);
    return Content.of(fields.slice(fields.position() + (int) range.offset(), (int) range.length()));
  }

  /** A header that is too long ends within a field, and is a header all the same. */
  private ByteBuffer read(Range range) throws IOException {
    int length = (int) Math.min(range.length(), MAX_HEADER);
    look(HEADER_LOOK * (long) length);
    var header = ByteBuffer.allocate(length);
    while (header.hasRemaining()
        && message().whole().read(range.offset() + header.position(), header) > 0) {}
    if (range.length() > MAX_HEADER) {
      int end = header.position() - END_OF_HEADER.length;
      while (end > 0 && (header.get(end - 1) == '\n' || header.get(end - 1) == '\r')) {
        end--;
      }
      header.position(end).put(END_OF_HEADER);
    }
    return header.flip();
  }

  private SharedMessage message() {
    if (message == null) {
      message = new SharedMessage(mailbox.message(uid));
    }
    return message;
  }

  private StructureRecord structure() throws IOException {
    if (structure == null) {
      structure = readStructure();
    }
    return structure;
  }

  private StructureRecord readStructure() throws IOException {
    try {
      return StructureRecord.decode(mailbox.structure(uid));
    } catch (CorruptStructureException e) {
      return scannedAnew(e);
    }
  }

  private StructureRecord scannedAnew(CorruptStructureException why) throws IOException {
    LOG.log(Level.WARNING, "message " + uid + " of mailbox " + mailbox.id() + " scanned anew", why);
    return scan(StringForm.ASCII);
  }

  private StructureRecord scan(StringForm strings) throws IOException {
    try {
      return StructureRecord.decode(StructureRecord.scan(message().whole(), strings));
    } catch (CorruptStructureException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Releases what nobody will send, because the response was not written. */
  void discard() {
    pieces.forEach(Content::close);
  }

  @Override
  public void close() {
    if (message != null) {
      message.close();
    }
  }
}
