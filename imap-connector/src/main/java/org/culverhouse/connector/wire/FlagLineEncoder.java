package org.culverhouse.connector.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.model.FlagLines;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.response.Response.FetchedFlags;
import org.culverhouse.api.response.Response.FetchedFlags.Told;

/**
 * Writes many FETCH responses with flags (RFC 3501 section 7.4.2). Most differ from the one before
 * in their numbers only, so what comes behind those is kept.
 */
final class FlagLineEncoder implements FlagLines.Line {
  private static final byte[] BEGIN = "* ".getBytes(US_ASCII);
  private static final byte[] MODSEQ_BEHIND_UID = " MODSEQ (".getBytes(US_ASCII);

  private final boolean withUid;
  private final boolean uidOnly;
  private final byte[] uidBegin;
  private final byte[] modSeqBegin;
  private final Told told;
  private final WireWriter out;
  private final Ends ends;
  private final Ends recentEnds;

  FlagLineEncoder(FetchedFlags lines, Dialect dialect, WireWriter out) {
    this.withUid = lines.numbering() == Numbering.UID;
    this.uidOnly = dialect.uidOnly();
    this.told = lines.told();
    var name = uidOnly ? " UIDFETCH (" : " FETCH (";
    this.uidBegin = (name + "UID ").getBytes(US_ASCII);
    this.modSeqBegin = withUid ? MODSEQ_BEHIND_UID : (name + "MODSEQ (").getBytes(US_ASCII);
    this.out = out;
    var begin =
        switch (told) {
          case FLAGS -> withUid ? " FLAGS " : name + "FLAGS ";
          case MODSEQ, FLAGS_AND_MODSEQ -> ") FLAGS ";
        };
    this.ends = new Ends(begin, "");
    this.recentEnds = dialect.rev2() ? ends : new Ends(begin, "\\Recent");
  }

  @Override
  public boolean wantsModSeq() {
    return told != Told.FLAGS;
  }

  @Override
  public void message(long number, long uid, FlagSet flags, boolean recent, long modSeq) {
    out.put(BEGIN).number(uidOnly ? uid : number);
    if (withUid) {
      out.put(uidBegin).number(uid);
    }
    if (told != Told.FLAGS) {
      out.put(modSeqBegin).number(modSeq);
    }
    if (told == Told.MODSEQ) {
      out.put("))").endLine();
      return;
    }
    out.put((recent ? recentEnds : ends).of(flags));
  }

  /** The ends of lines by flags. */
  private static final class Ends {
    private static final int MAX_KEPT = 64;

    private final String begin;
    private final String more;
    private final Map<FlagSet, byte[]> kept = new IdentityHashMap<>();
    private FlagSet lastFlags = FlagSet.NONE;
    private byte[] last;

    Ends(String begin, String more) {
      this.begin = begin;
      this.more = more;
      this.last = render(lastFlags);
    }

    byte[] of(FlagSet flags) {
      if (flags != lastFlags) {
        if (kept.size() == MAX_KEPT) {
          kept.clear();
        }
        last = kept.computeIfAbsent(flags, this::render);
        lastFlags = flags;
      }
      return last;
    }

    private byte[] render(FlagSet flags) {
      var line = new Line();
      var writer = new WireWriter(line);
      writer.put(begin);
      FlagWords.write(flags, more, writer);
      writer.put(')').endLine();
      return line.written();
    }
  }

  /** A sink that keeps what it gets; a message has not so many flags. */
  private static final class Line implements WireSink {
    private ByteBuffer room = ByteBuffer.allocate(0);

    @Override
    public ByteBuffer room(int atLeast, Runnable whenKeptWaiting) {
      if (room.remaining() < atLeast) {
        room = ByteBuffer.allocate(2 * room.position() + atLeast).put(room.flip());
      }
      return room;
    }

    byte[] written() {
      var octets = new byte[room.position()];
      room.get(0, octets);
      return octets;
    }
  }
}
