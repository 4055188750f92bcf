package org.culverhouse.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.culverhouse.account.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * LOGIN, obsolete and without a standard (draft-murchison-sasl-login): some clients know nothing
 * else. The prompts are those that they look for.
 */
final class LoginExchange implements Exchange {
  private final Authenticator authenticator;
  private @Nullable String user;

  LoginExchange(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Step begin(Optional<byte[]> initial) {
    return initial.isPresent() ? answer(initial.get()) : prompt("Username:");
  }

  private static Step prompt(String text) {
    return new Step.Challenge(text.getBytes(US_ASCII));
  }

  @Override
  public Step answer(byte[] response) {
    if (user == null) {
      if (response.length == 0) {
        throw new MalformedResponseException("The name is empty");
      }
      user = new String(response, UTF_8);
      return prompt("Password:");
    }
    return new Step.Proven(authenticator.authenticate(user, response), Optional.empty());
  }
}
