package org.culverhouse.sasl;

import java.util.Arrays;
import java.util.Optional;
import org.culverhouse.account.Authenticator;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** PLAIN (RFC 4616). */
final class PlainExchange implements Exchange {
  private final Authenticator authenticator;

  PlainExchange(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Step begin(Optional<byte[]> initial) {
    return initial.isPresent() ? answer(initial.get()) : Step.Challenge.EMPTY;
  }

  @Override
  public Step answer(byte[] response) {
    var plain =
        PlainResponse.parse(response)
            .orElseThrow(
                () ->
                    new MalformedResponseException(
                        "The PLAIN response is not authzid NUL authcid NUL password"));
    try {
      if (!plain.isForSelf()) {
        throw new MailException(
            Reason.AUTHORIZATION_FAILED, "Nobody may act for somebody else here");
      }
      var account = authenticator.authenticate(plain.user(), plain.password());
      return new Step.Proven(account, Optional.empty());
    } finally {
      Arrays.fill(plain.password(), (byte) 0);
    }
  }
}
