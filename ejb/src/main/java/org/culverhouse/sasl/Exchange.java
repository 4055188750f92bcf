package org.culverhouse.sasl;

import java.util.Optional;
import org.culverhouse.account.Account;

/**
 * One run of a mechanism: {@link #begin} once, then {@link #answer} for each challenge. Belongs to
 * one session. Whoever hands responses in wipes them.
 *
 * <p>Both throw {@link org.culverhouse.mailbox.MailException} with AUTHENTICATION_FAILED,
 * AUTHORIZATION_FAILED or UNAVAILABLE, and {@link MalformedResponseException}.
 */
public interface Exchange {
  /**
   * @param initial what the client has sent with the name of the mechanism
   */
  Step begin(Optional<byte[]> initial);

  Step answer(byte[] response);

  /** What happens next. */
  sealed interface Step {
    /** The client is asked. */
    record Challenge(byte[] octets) implements Step {
      static final Challenge EMPTY = new Challenge(new byte[0]);
    }

    /**
     * The client is who they say.
     *
     * @param proof what the client is still to be told, and answers with nothing (RFC 4422 section
     *     5, "additional data with success")
     */
    record Proven(Account account, Optional<byte[]> proof) implements Step {}
  }
}
