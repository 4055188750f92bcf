package org.culverhouse.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.culverhouse.account.Authenticator;
import org.culverhouse.account.ScramHash;
import org.culverhouse.account.ScramKeys;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.sasl.ClientFirst.Binding;
import org.jspecify.annotations.Nullable;

/** SCRAM with and without channel binding (RFC 5802, RFC 7677). */
final class ScramExchange implements Exchange {
  private final Authenticator authenticator;
  private final ScramHash hash;
  private final boolean plus;
  private final Channel channel;
  private final Supplier<String> nonces;
  private @Nullable Asked asked;

  /** What the client has been asked. */
  private record Asked(ClientFirst first, ScramKeys keys, String nonce, String question) {}

  /**
   * @param plus whether the mechanism is the one with channel binding
   * @param nonces printable ASCII without commas, unguessable
   */
  ScramExchange(
      Authenticator authenticator,
      ScramHash hash,
      boolean plus,
      Channel channel,
      Supplier<String> nonces) {
    this.authenticator = authenticator;
    this.hash = hash;
    this.plus = plus;
    this.channel = channel;
    this.nonces = nonces;
  }

  @Override
  public Step begin(Optional<byte[]> initial) {
    return initial.isPresent() ? answer(initial.get()) : Step.Challenge.EMPTY;
  }

  @Override
  public Step answer(byte[] response) {
    return asked == null ? ask(ClientFirst.parse(response)) : prove(asked, response);
  }

  private Step ask(ClientFirst first) {
    requireSameView(first.binding());
    if (first.actAs().isPresent() && !first.actAs().get().equals(first.user())) {
      throw new MailException(Reason.AUTHORIZATION_FAILED, "Nobody may act for somebody else here");
    }
    var keys = authenticator.scramKeys(first.user(), hash);
    var nonce = first.nonce() + nonces.get();
    var salt = Base64.getEncoder().encodeToString(keys.salt());
    var question = "r=" + nonce + ",s=" + salt + ",i=" + keys.iterations();
    asked = new Asked(first, keys, nonce, question);
    return new Step.Challenge(question.getBytes(US_ASCII));
  }

  /**
   * Both sides must agree on whether the server offers channel binding, or somebody in between has
   * changed the list of mechanisms (RFC 5802 section 6).
   */
  private void requireSameView(Binding binding) {
    boolean agrees =
        switch (binding) {
          case Binding.Unknown unknown -> !plus;
          case Binding.NotOffered notOffered -> !plus && !channel.offersBinding();
          case Binding.Used used -> plus && channel.binding(used.name()).isPresent();
        };
    if (!agrees) {
      throw new MailException(
          Reason.AUTHENTICATION_FAILED, "The channel binding is not the one of this connection");
    }
  }

  private Step prove(Asked question, byte[] response) {
    var last = ClientFinal.parse(response);
    var expected = expectedBinding(question.first());
    var authMessage =
        question.first().bare() + "," + question.question() + "," + last.withoutProof();
    var signature = question.keys().signature(last.proof(), authMessage.getBytes(UTF_8));
    boolean isTheirs =
        MessageDigest.isEqual(expected, last.binding()) && question.nonce().equals(last.nonce());
    boolean fits = isTheirs && signature.isPresent();
    var account = authenticator.authenticated(question.first().user(), question.keys(), fits);
    var proof = "v=" + Base64.getEncoder().encodeToString(signature.orElseThrow());
    return new Step.Proven(account, Optional.of(proof.getBytes(US_ASCII)));
  }

  /** {@code cbind-input}: the header, and with channel binding the octets of the channel. */
  private byte[] expectedBinding(ClientFirst first) {
    var header = first.header().getBytes(UTF_8);
    if (!(first.binding() instanceof Binding.Used used)) {
      return header;
    }
    var octets = channel.binding(used.name()).orElse(new byte[0]);
    var both = Arrays.copyOf(header, header.length + octets.length);
    System.arraycopy(octets, 0, both, header.length, octets.length);
    return both;
  }
}
