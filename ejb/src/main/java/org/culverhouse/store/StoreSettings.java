package org.culverhouse.store;

import java.time.Duration;
import org.culverhouse.mime.KeptFields;

/**
 * The bounds and sizes of native stores.
 *
 * @param segmentBytes a segment of the log ends at about this length
 * @param zeroAheadBytes how far the log is filled with zeros ahead of what is written
 * @param inlineBytes larger messages get a file of their own
 * @param keywords how many keywords a mailbox may have
 * @param mailboxes how many mailboxes a store may have
 * @param idleStores how many stores stay open though nobody uses them
 * @param cacheBufferBytes so much of what the MIME scanner found waits in memory to be written
 * @param syncDelay how long flags may wait for the disk; zero leaves it to {@link
 *     NativeStores#syncPending}
 * @param checkpointBytes after so much of the log a snapshot is taken
 * @param embeddedMessages the index of a larger mailbox is a file of its own
 * @param keptFields what is kept of headers, so that nobody need read the message for it
 * @param compactionRate how many octets a second are copied at most to give space back; 0 for as
 *     many as the disk takes
 * @param ballastBytes so much room is kept on the disk to be able to give space back when it is
 *     full; 0 for none
 */
public record StoreSettings(
    Durability durability,
    int segmentBytes,
    int zeroAheadBytes,
    int inlineBytes,
    int keywords,
    int mailboxes,
    int idleStores,
    int cacheBufferBytes,
    Duration syncDelay,
    int checkpointBytes,
    int embeddedMessages,
    KeptFields keptFields,
    long compactionRate,
    long ballastBytes) {
  private static final int LEAST_RESERVE = 2048;

  public static final StoreSettings DEFAULT =
      new StoreSettings(
          Durability.OPTIMIZED,
          64 << 20,
          1 << 20,
          1 << 20,
          1000,
          10_000,
          256,
          32 << 10,
          Duration.ofMillis(500),
          16 << 20,
          4096,
          KeptFields.STANDARD,
          20_000_000,
          0);

  public StoreSettings {
    if (segmentBytes < 1 << 12 || segmentBytes > 1 << 30) {
      throw new IllegalArgumentException("segment size " + segmentBytes);
    }
    if (zeroAheadBytes < 1 << 12 || zeroAheadBytes > segmentBytes) {
      throw new IllegalArgumentException("zero-ahead " + zeroAheadBytes);
    }
    if (inlineBytes < 0 || inlineBytes > segmentBytes) {
      throw new IllegalArgumentException("inline size " + inlineBytes);
    }
    if (keywords < 0 || keywords > 60_000 || mailboxes < 1 || idleStores < 0) {
      throw new IllegalArgumentException(
          "keywords %d, mailboxes %d, idle stores %d".formatted(keywords, mailboxes, idleStores));
    }
    if (cacheBufferBytes < 0 || cacheBufferBytes > 1 << 24) {
      throw new IllegalArgumentException("cache buffer of " + cacheBufferBytes);
    }
    if (compactionRate < 0 || ballastBytes < 0) {
      throw new IllegalArgumentException(
          "compaction rate %d, ballast %d".formatted(compactionRate, ballastBytes));
    }
    if (checkpointBytes < 1 || embeddedMessages < 0) {
      throw new IllegalArgumentException(
          "checkpoint after %d octets, %d embedded messages"
              .formatted(checkpointBytes, embeddedMessages));
    }
  }

  /**
   * So much of the log is always filled with zeros, for commands that free space on a full disk.
   */
  int reserveBytes() {
    return Math.max(LEAST_RESERVE, zeroAheadBytes / 16);
  }

  public StoreSettings with(Durability other) {
    return new StoreSettings(
        other,
        segmentBytes,
        zeroAheadBytes,
        inlineBytes,
        keywords,
        mailboxes,
        idleStores,
        cacheBufferBytes,
        syncDelay,
        checkpointBytes,
        embeddedMessages,
        keptFields,
        compactionRate,
        ballastBytes);
  }

  public StoreSettings withCompaction(long octetsPerSecond, long ballast) {
    return new StoreSettings(
        durability,
        segmentBytes,
        zeroAheadBytes,
        inlineBytes,
        keywords,
        mailboxes,
        idleStores,
        cacheBufferBytes,
        syncDelay,
        checkpointBytes,
        embeddedMessages,
        keptFields,
        octetsPerSecond,
        ballast);
  }

  public StoreSettings with(KeptFields other) {
    return new StoreSettings(
        durability,
        segmentBytes,
        zeroAheadBytes,
        inlineBytes,
        keywords,
        mailboxes,
        idleStores,
        cacheBufferBytes,
        syncDelay,
        checkpointBytes,
        embeddedMessages,
        other,
        compactionRate,
        ballastBytes);
  }
}
