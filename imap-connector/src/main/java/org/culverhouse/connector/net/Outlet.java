package org.culverhouse.connector.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.connector.wire.WireSink;
import org.jspecify.annotations.Nullable;

/**
 * The output of one connection: filled slice by slice by the session's thread, which also sends it
 * as long as the socket takes it; the rest is sent by the event loop. The thread is held while more
 * than {@link #HIGH_WATER} is on its way.
 */
final class Outlet {
  private static final System.Logger LOG = System.getLogger(Outlet.class.getName());
  private static final int FIRST_SLICE = WireSink.MAX_ROOM;
  private static final int NEXT_SLICE = 8 * WireSink.MAX_ROOM;
  private static final int HIGH_WATER = 64 * 1024;
  private static final int LOW_WATER = 8 * 1024;

  /** A client that reads has made room by then, over most networks. */
  private static final long USUAL_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Channel channel;
  private final Shortcut shortcut;
  private final LongSupplier nanoTime;
  private final AtomicInteger onTheWay = new AtomicInteger();
  private @Nullable ByteBuf slice;
  private @Nullable ByteBuffer room;
  private int sliceSize = FIRST_SLICE;
  private volatile long sent;
  private volatile long lastProgress;
  private volatile boolean gone;
  private volatile @Nullable Thread waiting;

  /** Past the event loop. */
  interface Shortcut {
    /** Writes what can be written now, which may be nothing. */
    void write(ByteBuf octets) throws IOException;
  }

  Outlet(Channel channel, Shortcut shortcut, LongSupplier nanoTime) {
    this.channel = channel;
    this.shortcut = shortcut;
    this.nanoTime = nanoTime;
    this.lastProgress = nanoTime.getAsLong();
  }

  long sent() {
    return sent;
  }

  ByteBuffer room(int atLeast, Runnable whenKeptWaiting) {
    if (room != null && room.remaining() < atLeast) {
      sendSlice();
      awaitReader(whenKeptWaiting);
    }
    return roomAtOnce(atLeast);
  }

  /** Without waiting; who calls this waits by {@link #awaitReader} before long. */
  ByteBuffer roomAtOnce(int atLeast) {
    if (room != null && room.remaining() < atLeast) {
      sendSlice();
    }
    var current = room;
    if (current != null) {
      return current;
    }
    if (gone) {
      throw new ConnectionGoneException("while an answer was written");
    }
    var fresh = channel.alloc().directBuffer(sliceSize, sliceSize);
    slice = fresh;
    current = fresh.nioBuffer(0, sliceSize);
    room = current;
    return current;
  }

  private void sendSlice() {
    send();
    sliceSize = NEXT_SLICE;
  }

  void flush() {
    sliceSize = FIRST_SLICE;
    send();
    awaitReader(() -> {});
  }

  /** Hands over what was written, without waiting. */
  void send() {
    var full = take();
    if (full == null) {
      return;
    }
    sent += full.readableBytes();
    if (onTheWay.get() == 0) {
      lastProgress = nanoTime.getAsLong();
      if (isWrittenNow(full)) {
        full.release();
        return;
      }
    }
    int octets = full.readableBytes();
    onTheWay.addAndGet(octets);
    try {
      channel.eventLoop().execute(() -> write(full, octets));
    } catch (RejectedExecutionException e) {
      full.release();
      gone();
    }
  }

  /** Nothing else may be on its way, or the order would be lost. */
  private boolean isWrittenNow(ByteBuf octets) {
    try {
      shortcut.write(octets);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Nobody reads any more", e);
      channel.close();
      gone();
    }
    return gone || !octets.isReadable();
  }

  /** What was written and not yet handed over; the caller releases it. */
  @Nullable ByteBuf take() {
    var full = slice;
    if (full != null && room != null) {
      full.writerIndex(room.position());
    }
    slice = null;
    room = null;
    return full;
  }

  /** Nobody reads any more. Any thread. */
  void gone() {
    gone = true;
    LockSupport.unpark(waiting);
  }

  /** For how long the client has not read what waits for it; 0 if nothing does. Any thread. */
  long stalledNanos() {
    return onTheWay.get() == 0 ? 0 : nanoTime.getAsLong() - lastProgress;
  }

  /** When the client has last read something. Any thread. */
  long lastProgress() {
    return lastProgress;
  }

  private void write(ByteBuf full, int octets) {
    channel
        .writeAndFlush(full)
        .addListener(
            result -> {
              lastProgress = nanoTime.getAsLong();
              onTheWay.addAndGet(-octets);
              if (result.isSuccess()) {
                LockSupport.unpark(waiting);
              } else {
                gone();
              }
            });
  }

  /** Holds the thread while more than {@link #HIGH_WATER} is on its way. */
  void awaitReader(Runnable whenKeptWaiting) {
    if (onTheWay.get() <= HIGH_WATER) {
      return;
    }
    waiting = Thread.currentThread();
    long begun = nanoTime.getAsLong();
    while (isBehind() && nanoTime.getAsLong() - begun < USUAL_WAIT_NANOS) {
      LockSupport.parkNanos(this, USUAL_WAIT_NANOS);
    }
    if (isBehind()) {
      whenKeptWaiting.run();
    }
    while (isBehind()) {
      LockSupport.park(this);
    }
    waiting = null;
    if (gone) {
      throw new ConnectionGoneException("while an answer waited for the client");
    }
  }

  private boolean isBehind() {
    return onTheWay.get() > LOW_WATER && !gone;
  }
}
