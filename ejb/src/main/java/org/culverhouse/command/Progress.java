package org.culverhouse.command;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;

/**
 * Tells a client that waits how far its command has come (RFC 9585), and gives the command up when
 * nobody waits any more. Belongs to one command.
 */
final class Progress {
  private static final long FIRST = Duration.ofSeconds(5).toNanos();

  /** As often as the RFC recommends. */
  private static final long EVERY = Duration.ofSeconds(10).toNanos();

  private static final long LOOK = Duration.ofMillis(100).toNanos();

  /**
   * Who has ended its output is found out to read or not by something to read: the first is
   * answered with a reset by who does not, and the second one meets that.
   */
  private static final long PROBE = Duration.ofSeconds(2).toNanos();

  private static final int PROBES = 2;

  private final String tag;
  private final ImapSession session;
  private final ResponseWriter out;
  private final LongSupplier nanoTime;
  private final long begin;
  private long lookAt;
  private long tellAt;
  private int probes;

  /** The command begins. */
  Progress(String tag, ImapSession session, ResponseWriter out, LongSupplier nanoTime) {
    this.tag = tag;
    this.session = session;
    this.out = out;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
    this.lookAt = begin + LOOK;
    this.tellAt = begin + FIRST;
  }

  /**
   * So many messages are done, of so many; to be called before each.
   *
   * @param goal 0 if nobody knows
   * @throws ConnectionGoneException when nobody waits for the rest
   */
  void reached(long done, long goal) {
    long now = nanoTime.getAsLong();
    if (now - lookAt < 0) {
      return;
    }
    lookAt = now + LOOK;
    boolean isDue =
        switch (session.presence()) {
          case GONE -> throw new ConnectionGoneException("while a command ran");
          case SILENT -> now - tellAt >= 0 || isProbeDue(now);
          case PRESENT -> now - tellAt >= 0;
        };
    if (isDue) {
      probes++;
      tellAt = now + EVERY;
      tell(done, goal);
    }
  }

  private boolean isProbeDue(long now) {
    return probes < PROBES && now - begin >= PROBE + probes * PROBE / 2;
  }

  private void tell(long done, long goal) {
    boolean isKnown = goal > done;
    // A tag with a bracket would end the code (RFC 9585 section 4).
    var code =
        new ResponseCode.InProgress(
            Optional.of(tag).filter(text -> text.indexOf(']') < 0),
            done,
            isKnown ? OptionalLong.of(goal) : OptionalLong.empty());
    out.write(Untagged.ok(code, isKnown ? 100 * done / goal + "% done" : done + " done so far"));
    out.flush();
  }
}
