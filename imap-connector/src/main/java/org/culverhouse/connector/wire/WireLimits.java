package org.culverhouse.connector.wire;

import org.culverhouse.api.model.SessionState;
import org.culverhouse.connector.wire.command.CommandLimits;

/**
 * The budgets of a connection.
 *
 * @param beforeLogin what a command of a stranger may cost
 * @param afterLogin what a command of a user may cost
 * @param messagesInMemory octets of the messages of one APPEND that stay in memory; what does not
 *     fit goes to the {@link LiteralStore}
 * @param messageInMemory octets of a single message that stays in memory
 * @param rawLine octets of a line that is no command: a SASL answer, DONE
 * @param swallowBeforeLogin octets of a refused non-synchronizing literal that are read and thrown
 *     away, to go on behind it; past that the connection ends
 * @param swallowAfterLogin the same for a user
 */
public record WireLimits(
    CommandLimits beforeLogin,
    CommandLimits afterLogin,
    int messagesInMemory,
    int messageInMemory,
    int rawLine,
    long swallowBeforeLogin,
    long swallowAfterLogin) {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** Non-synchronizing literals of up to this size are LITERAL- (RFC 7888 section 5). */
  public static final long LITERAL_MINUS = 4096;

  public static WireLimits defaults() {
    return of(100L * MIB, LITERAL_MINUS);
  }

  /**
   * The defaults but for two values that are announced to clients.
   *
   * @param maxMessageSize the APPENDLIMIT (RFC 7889)
   * @param nonSynchronizingLimit the largest {@code {n+}}
   */
  public static WireLimits of(long maxMessageSize, long nonSynchronizingLimit) {
    return new WireLimits(
        new CommandLimits(8 * KIB, 64 * KIB, 64 * KIB, 16, 1, 0, LITERAL_MINUS, 1, 16, 64),
        new CommandLimits(
            64 * KIB,
            128 * KIB,
            MIB,
            100,
            1000,
            maxMessageSize,
            nonSynchronizingLimit,
            64,
            16_384,
            2000),
        MIB,
        64 * KIB,
        16 * KIB,
        64 * KIB,
        maxMessageSize + MIB);
  }

  public CommandLimits in(SessionState state) {
    return switch (state) {
      case NOT_AUTHENTICATED, LOGOUT -> beforeLogin;
      case AUTHENTICATED, SELECTED -> afterLogin;
    };
  }

  long swallow(SessionState state) {
    return switch (state) {
      case NOT_AUTHENTICATED, LOGOUT -> swallowBeforeLogin;
      case AUTHENTICATED, SELECTED -> swallowAfterLogin;
    };
  }
}
