package org.culverhouse.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.culverhouse.account.Account;
import org.culverhouse.account.Authenticator;
import org.culverhouse.account.Passwords;
import org.culverhouse.account.ScramHash;
import org.culverhouse.account.ScramKeys;
import org.culverhouse.account.StoredPassword;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.sasl.Exchange.Step;

/**
 * Any octets as the responses of a client (C-16), which a 0xFF ends: the first octet chooses the
 * mechanism. Nobody gets in without the password, and nothing but a refusal comes of it.
 */
public final class FuzzSasl {
  private static final String PASSWORD = "secret";
  private static final StoredPassword STORED =
      new Passwords(new SecureRandom(), Thread::new, 2, System::nanoTime)
          .store(PASSWORD.getBytes(UTF_8));
  private static final int MAX_CHALLENGE = 512;

  private FuzzSasl() {}

  private static final class One implements Authenticator {
    private static final Account ACCOUNT =
        new Account(1, "ada@example.org", new StoreId(1), QuotaLimits.NONE, 50);

    private static Account require(boolean right) {
      if (!right) {
        throw new MailException(Reason.AUTHENTICATION_FAILED, "wrong");
      }
      return ACCOUNT;
    }

    @Override
    public Account authenticate(String user, byte[] password) {
      return require(user.equals("ada") && Arrays.equals(password, PASSWORD.getBytes(UTF_8)));
    }

    @Override
    public boolean offersScram() {
      return true;
    }

    @Override
    public ScramKeys scramKeys(String user, ScramHash hash) {
      return Objects.requireNonNull(STORED.scram().get(hash));
    }

    @Override
    public Account authenticated(String user, ScramKeys keys, boolean fits) {
      return require(fits);
    }
  }

  private static final Channel CHANNEL =
      new Channel() {
        @Override
        public boolean offersBinding() {
          return true;
        }

        @Override
        public Optional<byte[]> binding(String name) {
          return name.startsWith("tls-") ? Optional.of(new byte[] {1, 2, 3}) : Optional.empty();
        }
      };

  public static void fuzzerTestOneInput(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    var all = Mechanism.values();
    var mechanism = all[(octets[0] & 0xFF) % all.length];
    var one = new One();
    var mechanisms = new Mechanisms(EnumSet.allOf(Mechanism.class), one, new SecureRandom());
    try {
      run(mechanisms.begin(mechanism, one, CHANNEL), responses(octets), octets);
    } catch (MailException | MalformedResponseException e) {
      require(e.getMessage() != null, "a refusal without a text");
    }
  }

  private static void run(Exchange exchange, List<byte[]> responses, byte[] all) {
    var left = responses.iterator();
    var step = exchange.begin(left.hasNext() ? Optional.of(left.next()) : Optional.empty());
    while (step instanceof Step.Challenge challenge) {
      require(challenge.octets().length <= MAX_CHALLENGE, "a long challenge");
      if (!left.hasNext()) {
        return;
      }
      step = exchange.answer(left.next());
    }
    var said = new String(all, ISO_8859_1);
    require(said.contains("ada") && said.contains(PASSWORD), "somebody got in");
  }

  private static List<byte[]> responses(byte[] octets) {
    var responses = new ArrayList<byte[]>();
    int from = 1;
    for (int i = 1; i < octets.length && responses.size() < 8; i++) {
      if (octets[i] == (byte) 0xFF) {
        responses.add(Arrays.copyOfRange(octets, from, i));
        from = i + 1;
      }
    }
    return responses;
  }

  private static void require(boolean fits, String what) {
    if (!fits) {
      throw new AssertionError(what);
    }
  }

  public static List<byte[]> seeds() {
    var first = "n,,n=ada,r=fyko+d2lbbFgONRv9qkxdawL\u00FF";
    var last = "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfc,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=\u00FF";
    return Stream.of(
            "\0p=tls-exporter,a=ada,n=ada,r=abc\u00FFc=cD10bHM=,r=abc,p=AAAA\u00FF",
            "\1p=tls-server-end-point,,n=a=2Cda,r=abc\u00FF",
            "\2" + first + last,
            "\3" + first + last,
            "\2y,,n=ada,r=abc\u00FF",
            "\2n,,m=x,n=ada,r=abc\u00FF",
            "\4\0ada\0secret\u00FF",
            "\4bob\0ada\0secret\u00FF",
            "\5ada\u00FFsecret\u00FF",
            "\5\u00FF")
        .map(text -> text.getBytes(ISO_8859_1))
        .toList();
  }
}
