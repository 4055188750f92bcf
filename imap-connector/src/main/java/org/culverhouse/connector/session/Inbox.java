package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapSession.Listening;
import org.culverhouse.api.ImapSession.Presence;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the thread of a session, and whether there is such a thread. Filled from any
 * thread, emptied by the session's; guarded by its monitor, which nobody holds while blocking.
 */
final class Inbox {
  /** As much as may wait unread before reading stops; one read of the socket may go beyond it. */
  private static final int PAUSE_ABOVE = 64 * 1024;

  private final Transport transport;
  private final Runnable startThread;
  private @Nullable ArrayDeque<ByteBuffer> unread;
  private int unreadOctets;
  private boolean paused;
  private boolean ended;
  private boolean gone;
  private boolean closed;
  private boolean woken;
  private boolean idling;
  private Listening listening = Listening.IN_IDLE;
  private boolean working;
  private Work.@Nullable Farewell farewell;
  private @Nullable Thread waiting;

  Inbox(Transport transport, Runnable startThread) {
    this.transport = transport;
    this.startThread = startThread;
  }

  void start() {
    note(() -> {});
  }

  /** The buffer belongs to the inbox from now on. */
  void received(ByteBuffer octets) {
    take(octets).make();
  }

  private synchronized Call take(ByteBuffer octets) {
    if (closed) {
      return Call.NONE;
    }
    if (unread == null) {
      unread = new ArrayDeque<>(4);
    }
    unread.add(octets);
    unreadOctets += octets.remaining();
    if (unreadOctets > PAUSE_ABOVE && !paused) {
      paused = true;
      transport.pauseReading();
    }
    return rouse();
  }

  void ended() {
    note(() -> ended = true);
  }

  void gone() {
    note(() -> gone = true);
  }

  private void note(Runnable event) {
    Call call;
    synchronized (this) {
      event.run();
      call = rouse();
    }
    call.make();
  }

  /** Of several, the first counts. */
  void farewell(Work.Farewell words) {
    var call = Call.NONE;
    synchronized (this) {
      if (farewell == null) {
        farewell = words;
        call = rouse();
      }
    }
    call.make();
  }

  void wake() {
    Call call;
    synchronized (this) {
      woken = true;
      call = idling || listening == Listening.BETWEEN_COMMANDS ? rouse() : Call.NONE;
    }
    call.make();
  }

  /** Whoever is woken from now on has not been told yet. */
  synchronized void forgetWakes() {
    woken = false;
  }

  synchronized void idling(boolean now) {
    idling = now;
  }

  synchronized void listen(Listening when) {
    listening = when;
  }

  /** Nothing is taken in or handed out any more. */
  synchronized void close() {
    closed = true;
    unread = null;
  }

  synchronized boolean isEmpty() {
    return unread == null;
  }

  /** Whether {@link #await} has nothing more to give. */
  synchronized boolean isOver() {
    return gone || farewell != null || (ended && unread == null);
  }

  synchronized Presence presence() {
    if (gone || farewell != null) {
      return Presence.GONE;
    }
    return ended ? Presence.SILENT : Presence.PRESENT;
  }

  synchronized boolean isWorking() {
    return working;
  }

  synchronized Optional<Work.Farewell> farewell() {
    return gone ? Optional.empty() : Optional.ofNullable(farewell);
  }

  /** What is left of the input that was handed out. */
  enum Left {
    NOTHING,
    /** It has been read, and a command is not complete. */
    PART_OF_A_COMMAND,
    /** It is still to be read. */
    INPUT
  }

  synchronized Work next(Left left) {
    if (gone) {
      return Work.Signal.GONE;
    }
    if (farewell != null) {
      return farewell;
    }
    if (woken && listensNow(left)) {
      woken = false;
      return Work.Signal.CHANGED;
    }
    if (left == Left.INPUT) {
      return Work.Signal.READ;
    }
    var octets = poll();
    if (octets != null) {
      return new Work.Input(octets);
    }
    if (ended) {
      return Work.Signal.END;
    }
    working = false;
    return Work.Signal.REST;
  }

  /** A command that is here is answered first: its numbers are those that the client knows. */
  private boolean listensNow(Left left) {
    boolean nothingLeft = left == Left.NOTHING && unread == null && !ended;
    return idling || listening == Listening.BETWEEN_COMMANDS && nothingLeft;
  }

  /** Blocks the session's thread until there is input. */
  ByteBuffer await() {
    while (true) {
      synchronized (this) {
        waiting = null;
        if (isOver()) {
          throw new ConnectionGoneException("while waiting for an answer");
        }
        var octets = poll();
        if (octets != null) {
          return octets;
        }
        waiting = Thread.currentThread();
      }
      LockSupport.park(this);
    }
  }

  private @Nullable ByteBuffer poll() {
    if (unread == null) {
      return null;
    }
    var octets = unread.remove();
    unreadOctets -= octets.remaining();
    if (unread.isEmpty()) {
      unread = null;
    }
    if (paused && unreadOctets <= PAUSE_ABOVE / 2) {
      paused = false;
      transport.resumeReading();
    }
    return octets;
  }

  /** Whom to call once the monitor is free: whoever is called needs it at once. */
  private Call rouse() {
    if (closed) {
      return Call.NONE;
    }
    if (!working) {
      working = true;
      return startThread::run;
    }
    var sleeper = waiting;
    return sleeper == null ? Call.NONE : () -> LockSupport.unpark(sleeper);
  }

  /** Brings the session's thread to work. */
  private interface Call {
    Call NONE = () -> {};

    void make();
  }
}
