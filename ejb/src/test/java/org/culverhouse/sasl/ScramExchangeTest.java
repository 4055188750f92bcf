package org.culverhouse.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culverhouse.account.Address;
import org.culverhouse.account.DatabaseAuthenticator;
import org.culverhouse.account.MailDomain;
import org.culverhouse.account.MailUser;
import org.culverhouse.account.Passwords;
import org.culverhouse.account.ScramHash;
import org.culverhouse.account.ServerSecret;
import org.culverhouse.account.TestDirectory;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.sasl.Exchange.Step;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** C-08 of the table of attacks (CVE-2026-33603), and the table of states (RFC 5802 section 6). */
class ScramExchangeTest {
  private static final byte[] EXPORTER = "what the exporter gives".getBytes(UTF_8);
  private static final byte[] END_POINT = "hash of the certificate".getBytes(UTF_8);
  private static final Address ADA = Address.parse("ada@example.org");

  private static TestDirectory directory;
  private static DatabaseAuthenticator authenticator;

  private final Map<String, byte[]> bindings =
      new HashMap<>(Map.of("tls-exporter", EXPORTER, "tls-server-end-point", END_POINT));

  @BeforeAll
  static void addAda() {
    directory = TestDirectory.inMemory();
    var passwords = new Passwords(new SecureRandom(), Thread::new, 2, System::nanoTime);
    var password = passwords.store("secret".getBytes(UTF_8));
    directory.inTransaction(
        users -> {
          var domain = new MailDomain(ADA.domain(), "", Instant.EPOCH);
          users.add(domain);
          var ada = new MailUser(domain, ADA, new StoreId(7), Instant.EPOCH);
          ada.setPassword(password);
          users.add(ada);
          return ada;
        });
    authenticator =
        new DatabaseAuthenticator(
            directory.database(),
            passwords,
            50,
            new ServerSecret(directory.database(), "scram", new SecureRandom()),
            System::nanoTime);
  }

  @AfterAll
  static void close() {
    directory.close();
  }

  private Exchange exchange(ScramHash hash, boolean plus) {
    var channel =
        new Channel() {
          @Override
          public boolean offersBinding() {
            return bindings.containsKey("tls-exporter");
          }

          @Override
          public Optional<byte[]> binding(String name) {
            return Optional.ofNullable(bindings.get(name));
          }
        };
    return new ScramExchange(authenticator, hash, plus, channel, () -> "3rfcNHYJY1ZVvWVs7j");
  }

  private static ScramClient client(ScramHash hash) {
    var client = new ScramClient(hash);
    client.user = ADA.toString();
    return client;
  }

  private static byte[] challenge(Step step) {
    return ((Step.Challenge) step).octets();
  }

  private static Step.Proven run(Exchange exchange, ScramClient client) {
    var question = challenge(exchange.begin(Optional.of(client.first())));
    return (Step.Proven) exchange.answer(client.last(question));
  }

  private static void assertFails(Exchange exchange, ScramClient client) {
    assertThatThrownBy(() -> run(exchange, client))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));
  }

  @ParameterizedTest
  @EnumSource
  void theRightPasswordIsProvedToBothSides(ScramHash hash) {
    bindings.clear();
    var client = client(hash);
    var proven = run(exchange(hash, false), client);
    assertThat(proven.account().address()).isEqualTo("ada@example.org");
    assertThat(client.knowsTheServer(proven.proof().orElseThrow())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnInitialResponseTheClientIsAskedForIt(ScramHash hash) {
    var client = client(hash);
    var exchange = exchange(hash, false);
    assertThat(challenge(exchange.begin(Optional.empty()))).isEmpty();
    var question = challenge(exchange.answer(client.first()));
    assertThat(exchange.answer(client.last(question))).isInstanceOf(Step.Proven.class);
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordFails(ScramHash hash) {
    var client = client(hash);
    client.password = "Secret";
    assertFails(exchange(hash, false), client);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyIsAskedLikeEverybodyAndFails(ScramHash hash) {
    var client = client(hash);
    client.user = "eve@example.org";
    var question = challenge(exchange(hash, false).begin(Optional.of(client.first())));
    assertThat(new String(question, UTF_8)).contains(",i=100000");
    assertFails(exchange(hash, false), client);
  }

  /**
   * header, what it is bound to, what the connection has, mechanism with PLUS, whether it holds.
   */
  @ParameterizedTest
  @CsvSource({
    "'n,,',                     none,      all,      false, true",
    "'n,,',                     none,      nothing,  false, true",
    "'y,,',                     none,      nothing,  false, true",
    "'y,,',                     none,      all,      false, false",
    "'p=tls-exporter,,',        exporter,  all,      false, false",
    "'p=tls-exporter,,',        exporter,  all,      true,  true",
    "'p=tls-server-end-point,,',endpoint,  all,      true,  true",
    "'p=tls-exporter,,',        endpoint,  all,      true,  false",
    "'p=tls-exporter,,',        none,      all,      true,  false",
    "'p=tls-unique,,',          exporter,  all,      true,  false",
    "'p=tls-exporter,,',        exporter,  nothing,  true,  false",
    "'n,,',                     none,      all,      true,  false",
    "'y,,',                     none,      all,      true,  false",
    "'n,a=ada@example.org,',    none,      all,      false, true",
    "'n,a=,',                   none,      all,      false, true",
  })
  void channelBindingIsEnforced(
      String header, String bound, String connection, boolean plus, boolean holds) {
    if (connection.equals("nothing")) {
      bindings.clear();
    }
    var client = client(ScramHash.SHA_256);
    client.header = header;
    client.binding =
        switch (bound) {
          case "exporter" -> EXPORTER;
          case "endpoint" -> END_POINT;
          default -> new byte[0];
        };
    if (holds) {
      assertThat(run(exchange(ScramHash.SHA_256, plus), client).account().id()).isPositive();
    } else {
      assertFails(exchange(ScramHash.SHA_256, plus), client);
    }
  }

  /** The header in the last message is not the one of the first: somebody in between changed it. */
  @ParameterizedTest
  @CsvSource({"'n,,','y,,'", "'n,,','n,a=ada@example.org,'"})
  void theHeaderIsPartOfTheProof(String said, String meant) {
    bindings.clear();
    var client = client(ScramHash.SHA_256);
    client.header = said;
    var exchange = exchange(ScramHash.SHA_256, false);
    var question = challenge(exchange.begin(Optional.of(client.first())));
    client.header = meant;
    assertThatThrownBy(() -> exchange.answer(client.last(question)))
        .isInstanceOf(MailException.class);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyActsForSomebodyElse(ScramHash hash) {
    var client = client(hash);
    client.header = "n,a=bob@example.org,";
    assertThatThrownBy(() -> run(exchange(hash, false), client))
        .isInstanceOfSatisfying(
            MailException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.AUTHORIZATION_FAILED));
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerCannotBeReplayed(ScramHash hash) {
    var client = client(hash);
    var first = exchange(hash, false);
    var last = client.last(challenge(first.begin(Optional.of(client.first()))));
    assertThat(first.answer(last)).isInstanceOf(Step.Proven.class);
    var again = new ScramExchange(authenticator, hash, false, noChannel(), () -> "another");
    again.begin(Optional.of(client.first()));
    assertThatThrownBy(() -> again.answer(last)).isInstanceOf(MailException.class);
  }

  private static Channel noChannel() {
    return new Channel() {
      @Override
      public boolean offersBinding() {
        return false;
      }

      @Override
      public Optional<byte[]> binding(String name) {
        return Optional.empty();
      }
    };
  }

  /** C-16: every message cut at every octet, and what is none; never anything but a refusal. */
  @ParameterizedTest
  @EnumSource
  void messagesThatAreCutAreRefused(ScramHash hash) {
    var client = client(hash);
    var first = client.first();
    for (int length = 0; length < first.length; length++) {
      var cut = Arrays.copyOf(first, length);
      var exchange = exchange(hash, false);
      // A nonce that is cut is a nonce, but not the one that the client proves.
      assertThatThrownBy(
              () -> exchange.answer(client.last(challenge(exchange.begin(Optional.of(cut))))))
          .isInstanceOfAny(MalformedResponseException.class, MailException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lastMessagesThatAreCutAreRefused(ScramHash hash) {
    var client = client(hash);
    var whole = exchange(hash, false);
    var last = client.last(challenge(whole.begin(Optional.of(client.first()))));
    for (int length = 0; length < last.length; length++) {
      var cut = Arrays.copyOf(last, length);
      var exchange = exchange(hash, false);
      exchange.begin(Optional.of(client.first()));
      assertThatThrownBy(() -> exchange.answer(cut))
          .isInstanceOfAny(MalformedResponseException.class, MailException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,,n=ada,r=abc",
        "n,,m=ext,n=ada,r=abc",
        "n,,n=,r=abc",
        "n,,n=ada,r=",
        "n,,n=a=da,r=abc",
        "n,,n=a=2cda,r=abc",
        "n,x=ada,n=ada,r=abc",
        "p=,,n=ada,r=abc",
        "n,,r=abc,n=ada",
        "n,,n=ada,r=a b",
      })
  void malformedMessagesAreRefused(String message) {
    assertThatThrownBy(
            () -> exchange(ScramHash.SHA_256, false).begin(Optional.of(message.getBytes(UTF_8))))
        .isInstanceOf(MalformedResponseException.class)
        .message()
        .doesNotContain("ada");
  }

  @ParameterizedTest
  @CsvSource({"a=2Cb=3Dc,'a,b=c'", "=3D2C,=2C"})
  void namesAreDecoded(String written, String meant) {
    var first = ClientFirst.parse(("n,,n=" + written + ",r=abc").getBytes(UTF_8));
    assertThat(first.user()).isEqualTo(meant);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotUtf8IsRefused(ScramHash hash) {
    for (var octets : List.of(new byte[] {(byte) 0xFF}, new byte[] {'n', ',', ',', (byte) 0xC0})) {
      assertThatThrownBy(() -> exchange(hash, false).begin(Optional.of(octets)))
          .isInstanceOf(MalformedResponseException.class);
    }
  }
}
