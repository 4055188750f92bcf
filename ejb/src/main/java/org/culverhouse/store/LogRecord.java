package org.culverhouse.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.culverhouse.api.model.SpecialUse;
import org.culverhouse.index.FlagEdit;
import org.culverhouse.index.MessageRow;
import org.culverhouse.mailbox.UidBitmap;

/**
 * A change of a store, or a body, as it stands in the log (docs/formats/records.md). Bodies are not
 * values of this kind in memory: of them only {@link BlobHead} is decoded.
 */
sealed interface LogRecord {
  RecordType type();

  /** What stands in front of the octets of a body. */
  record BlobHead(long blobId, Guid guid, long headerLength, long lines, long size)
      implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.BLOB;
    }
  }

  /**
   * A body in a file of its own.
   *
   * @param sha256 of the octets
   */
  record ExternalBlob(BlobHead head, byte[] sha256) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.EXTERNAL_BLOB;
    }
  }

  record Append(
      long mailbox,
      long modSeq,
      long uid,
      int systemBits,
      int[] keywords,
      long blobId,
      MessageRow row)
      implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.APPEND;
    }
  }

  record Flags(long mailbox, long modSeq, FlagEdit edit, UidBitmap uids) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.FLAGS;
    }
  }

  record DefineKeyword(long mailbox, int number, String name) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.KEYWORD;
    }
  }

  record Expunge(long mailbox, long modSeq, UidBitmap uids) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.EXPUNGE;
    }
  }

  /** The copies get consecutive UIDs from {@code firstUid} on, in the order of the originals. */
  record Copy(long source, long target, long modSeq, long firstUid, long savedDate, UidBitmap uids)
      implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.COPY;
    }
  }

  /** A copy, and the originals expunged at {@code sourceModSeq}, in one. */
  record Move(Copy copy, long sourceModSeq) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.MOVE;
    }
  }

  record CreateMailbox(
      long mailbox, long uidValidity, long created, Set<SpecialUse> specialUses, String name)
      implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.MAILBOX_CREATE;
    }
  }

  /** With everything below it. */
  record RenameMailbox(String from, String to) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.MAILBOX_RENAME;
    }
  }

  record DeleteMailbox(long mailbox) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.MAILBOX_DELETE;
    }
  }

  record Subscribe(boolean subscribed, String name) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.SUBSCRIBE;
    }
  }

  /** Raises the counters of a mailbox. */
  record UidState(long mailbox, long uidValidity, long uidNext, long firstRecentUid)
      implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.UID_STATE;
    }
  }

  /**
   * The messages get UIDs from 1 on, in the same order, and a UIDVALIDITY above every other of the
   * store.
   */
  record Renumber(long mailbox, long modSeq, long uidValidity) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.RENUMBER;
    }
  }

  record Epoch(long epoch, long opened, String owner) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.EPOCH;
    }
  }

  /**
   * Where the segment before this one ends, whatever may stand behind that.
   *
   * @param chain checksum over the record headers of that segment
   */
  record Seal(long segment, long length, int chain) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.SEAL;
    }
  }

  /**
   * There is a snapshot.
   *
   * @param generation 0 if there is none
   * @param lsn of the record that comes after what it contains
   * @param closed whether the store has been closed here with nothing left to be synced
   */
  record Checkpoint(long generation, long lsn, boolean closed) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.CHECKPOINT;
    }
  }

  /**
   * In every mailbox, so many mod-sequences are left out: the power cut before may have taken
   * changes that somebody was told of.
   */
  record SkipModSeqs(long count) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.MODSEQ_SKIP;
    }
  }

  /**
   * A part of an image of the store: the octets of all parts are a snapshot with every index in it
   * (docs/formats/records.md).
   *
   * @param generation number of the first record that the image does not contain
   * @param octets only read
   */
  record Image(long generation, int part, int parts, ByteBuffer octets) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.IMAGE;
    }
  }

  /**
   * Bodies that are copied in the same transaction: what pointed to the originals points to the
   * copies from here on.
   */
  record Relocate(long[] from, long[] to) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.RELOCATE;
    }
  }

  /** Nothing needs these segments any more: from now on they may be gone. */
  record Release(List<Long> segments) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.RELEASE;
    }
  }

  /** Nothing. */
  record Pad(int length) implements LogRecord {
    @Override
    public RecordType type() {
      return RecordType.PAD;
    }
  }
}
