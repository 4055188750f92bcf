package org.culverhouse.account;

/**
 * Something that a live session of the account must learn of. Published after it has been written.
 */
public sealed interface AccountChange {
  long account();

  /** The account cannot be used any more: its sessions end. */
  record Closed(long account, String reason) implements AccountChange {}

  /** The limits of the account are other ones now. */
  record Limited(long account, int connections) implements AccountChange {}
}
