package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.index.FlagEdit;
import org.culverhouse.index.MessageRow;

/** Payloads of records to octets and back (docs/formats/records.md). */
final class RecordCodec {
  /** The octets of a body start here in the payload of its record. */
  static final int BLOB_HEAD_LENGTH = 48;

  private RecordCodec() {}

  static ByteBuffer encode(LogRecord record) {
    var out = new PayloadWriter();
    switch (record) {
      case LogRecord.BlobHead r -> blobHead(out, r);
      case LogRecord.ExternalBlob r -> {
        blobHead(out, r.head());
        out.octets(r.sha256());
      }
      case LogRecord.Append r -> append(out, r);
      case LogRecord.Flags r -> flags(out, r);
      case LogRecord.DefineKeyword r -> out.u64(r.mailbox()).u16(r.number()).text(r.name());
      case LogRecord.Expunge r -> out.u64(r.mailbox()).u64(r.modSeq()).uids(r.uids());
      case LogRecord.Copy r -> copy(out, r, 0);
      case LogRecord.Move r -> copy(out, r.copy(), r.sourceModSeq());
      case LogRecord.CreateMailbox r ->
          out.u64(r.mailbox())
              .u64(r.created())
              .u32(r.uidValidity())
              .u32(bits(r.specialUses()))
              .text(r.name());
      case LogRecord.RenameMailbox r -> out.text(r.from()).text(r.to());
      case LogRecord.DeleteMailbox r -> out.u64(r.mailbox());
      case LogRecord.Subscribe r -> out.u16(r.subscribed() ? 1 : 0).text(r.name());
      case LogRecord.UidState r ->
          out.u64(r.mailbox()).u64(r.uidNext()).u64(r.firstRecentUid()).u64(r.uidValidity());
      case LogRecord.Renumber r -> out.u64(r.mailbox()).u64(r.modSeq()).u64(r.uidValidity());
      case LogRecord.Epoch r -> out.u64(r.epoch()).u64(r.opened()).text(r.owner());
      case LogRecord.Seal r -> out.u64(r.segment()).u64(r.length()).u32(r.chain()).u32(0);
      case LogRecord.Checkpoint r -> out.u64(r.generation()).u64(r.lsn()).u64(r.closed() ? 1 : 0);
      case LogRecord.SkipModSeqs r -> out.u64(r.count());
      case LogRecord.Image r ->
          out.u64(r.generation()).u32(r.part()).u32(r.parts()).octets(r.octets());
      case LogRecord.Relocate r -> {
        out.u32(r.from().length).u32(0);
        for (int i = 0; i < r.from().length; i++) {
          out.u64(r.from()[i]).u64(r.to()[i]);
        }
      }
      case LogRecord.Release r -> {
        out.u32(r.segments().size()).u32(0);
        r.segments().forEach(out::u64);
      }
      case LogRecord.Pad r -> out.zeros(r.length());
    }
    return out.done();
  }

  private static void blobHead(PayloadWriter out, LogRecord.BlobHead r) {
    out.u64(r.blobId()).guid(r.guid()).u32(r.headerLength()).u32(0).u64(r.lines()).u64(r.size());
  }

  private static void append(PayloadWriter out, LogRecord.Append r) {
    var row = r.row();
    out.u64(r.mailbox())
        .u64(r.modSeq())
        .u32(r.uid())
        .u16(r.systemBits())
        .u16(r.keywords().length)
        .u64(r.blobId())
        .u64(row.pointer())
        .u64(row.size())
        .u64(row.internalDate())
        .u64(row.savedDate())
        .u64(row.emailIdHigh())
        .u64(row.emailIdLow())
        .u64(row.threadId())
        .numbers(r.keywords());
  }

  private static void flags(PayloadWriter out, LogRecord.Flags r) {
    var edit = r.edit();
    out.u64(r.mailbox())
        .u64(r.modSeq())
        .u8(edit.addedBits())
        .u8(edit.removedBits())
        .u16(edit.removesOthers() ? 1 : 0)
        .u16(edit.added().length)
        .u16(edit.removed().length)
        .numbers(edit.added())
        .numbers(edit.removed())
        .align(8)
        .uids(r.uids());
  }

  private static void copy(PayloadWriter out, LogRecord.Copy r, long sourceModSeq) {
    out.u64(r.source())
        .u64(r.target())
        .u64(r.modSeq())
        .u64(sourceModSeq)
        .u64(r.savedDate())
        .u64(r.firstUid())
        .uids(r.uids());
  }

  static int bits(Set<SpecialUse> uses) {
    return uses.stream().mapToInt(use -> 1 << use.ordinal()).sum();
  }

  static LogRecord decode(RecordType type, PayloadReader in) throws CorruptFileException {
    return switch (type) {
      case BLOB -> blobHead(in);
      case EXTERNAL_BLOB -> new LogRecord.ExternalBlob(blobHead(in), in.octets(32));
      case APPEND -> append(in);
      case FLAGS -> flags(in);
      case KEYWORD -> new LogRecord.DefineKeyword(in.u64(), in.u16(), in.text());
      case EXPUNGE -> new LogRecord.Expunge(in.u64(), in.u63(), in.uids());
      case COPY -> move(in).copy();
      case MOVE -> move(in);
      case MAILBOX_CREATE -> create(in);
      case MAILBOX_RENAME -> new LogRecord.RenameMailbox(in.text(), in.text());
      case MAILBOX_DELETE -> new LogRecord.DeleteMailbox(in.u64());
      case SUBSCRIBE -> new LogRecord.Subscribe(in.u16() == 1, in.text());
      case UID_STATE -> uidState(in);
      case RENUMBER -> new LogRecord.Renumber(in.u64(), in.u64(), in.u64());
      case EPOCH -> new LogRecord.Epoch(in.u64(), in.u64(), in.text());
      case SEAL -> new LogRecord.Seal(in.u64(), in.u64(), (int) in.u32());
      case CHECKPOINT -> new LogRecord.Checkpoint(in.u64(), in.u64(), in.u64() == 1);
      case MODSEQ_SKIP -> new LogRecord.SkipModSeqs(in.u63());
      case IMAGE -> new LogRecord.Image(in.u64(), in.u31(), in.u31(), in.rest());
      case RELOCATE -> relocate(in);
      case RELEASE -> release(in);
      case PAD -> new LogRecord.Pad(0);
    };
  }

  static LogRecord.BlobHead blobHead(PayloadReader in) throws CorruptFileException {
    long blobId = in.u64();
    var guid = in.guid();
    long headerLength = in.u32();
    in.skip(4);
    return new LogRecord.BlobHead(blobId, guid, headerLength, in.u63(), in.u63());
  }

  private static LogRecord.Append append(PayloadReader in) throws CorruptFileException {
    long mailbox = in.u64();
    long modSeq = in.u63();
    long uid = in.u32();
    int systemBits = in.u16();
    int keywords = in.u16();
    long blobId = in.u64();
    var row = new MessageRow(in.u64(), in.u63(), in.u64(), in.u64(), in.u64(), in.u64(), in.u64());
    return new LogRecord.Append(
        mailbox, modSeq, uid, systemBits, in.numbers(keywords), blobId, row);
  }

  private static LogRecord.Flags flags(PayloadReader in) throws CorruptFileException {
    long mailbox = in.u64();
    long modSeq = in.u63();
    int addedBits = in.u8();
    int removedBits = in.u8();
    boolean removesOthers = in.u16() == 1;
    int added = in.u16();
    int removed = in.u16();
    var edit =
        new FlagEdit(addedBits, removedBits, in.numbers(added), in.numbers(removed), removesOthers);
    in.align(8);
    return new LogRecord.Flags(mailbox, modSeq, edit, in.uids());
  }

  private static LogRecord.Move move(PayloadReader in) throws CorruptFileException {
    long source = in.u64();
    long target = in.u64();
    long modSeq = in.u63();
    long sourceModSeq = in.u63();
    long savedDate = in.u64();
    long firstUid = in.u64();
    return new LogRecord.Move(
        new LogRecord.Copy(source, target, modSeq, firstUid, savedDate, in.uids()), sourceModSeq);
  }

  private static LogRecord.CreateMailbox create(PayloadReader in) throws CorruptFileException {
    long mailbox = in.u64();
    long created = in.u64();
    long uidValidity = in.u32();
    var uses = uses(in.u32());
    return new LogRecord.CreateMailbox(mailbox, uidValidity, created, uses, in.text());
  }

  static Set<SpecialUse> uses(long bits) {
    var uses = EnumSet.noneOf(SpecialUse.class);
    for (var use : SpecialUse.values()) {
      if ((bits & 1L << use.ordinal()) != 0) {
        uses.add(use);
      }
    }
    return uses;
  }

  private static LogRecord.Relocate relocate(PayloadReader in) throws CorruptFileException {
    long count = in.u32();
    in.skip(4);
    var pairs = in.rest();
    if (pairs.remaining() != count * 16) {
      throw in.corrupt("number of bodies", pairs.remaining() / 16);
    }
    var from = new long[(int) count];
    var to = new long[from.length];
    for (int i = 0; i < from.length; i++) {
      from[i] = pairs.getLong();
      to[i] = pairs.getLong();
    }
    return new LogRecord.Relocate(from, to);
  }

  private static LogRecord.Release release(PayloadReader in) throws CorruptFileException {
    long count = in.u32();
    in.skip(4);
    var segments = new ArrayList<Long>();
    while (segments.size() < count) {
      segments.add(in.u64());
    }
    return new LogRecord.Release(List.copyOf(segments));
  }

  private static LogRecord.UidState uidState(PayloadReader in) throws CorruptFileException {
    long mailbox = in.u64();
    long uidNext = in.u64();
    long firstRecentUid = in.u64();
    return new LogRecord.UidState(mailbox, in.u64(), uidNext, firstRecentUid);
  }
}
