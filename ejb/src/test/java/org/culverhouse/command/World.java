package org.culverhouse.command;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.culverhouse.account.Account;
import org.culverhouse.account.Directory;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.account.QuotaRoots;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.Network;
import org.culverhouse.endpoint.ImapEndpoint;
import org.culverhouse.limits.ConnectionLimits;
import org.culverhouse.limits.LoginPenalty;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.sasl.Mechanism;
import org.culverhouse.sasl.Mechanisms;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server without network, with one user, {@code ada}, whose password is {@code secret}. */
final class World implements AfterEachCallback {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final int CONNECTIONS_PER_ADDRESS = 20;
  static final String MESSAGE =
      "From: Ada <ada@example.org>\r\nSubject: Engine\r\n\r\nNotes on it\r\n";

  final MailStores stores;
  private final AutoCloseable backend;
  final ConnectionLimits limits = new ConnectionLimits(CONNECTIONS_PER_ADDRESS, List.of());
  final List<String> pauses = new ArrayList<>();
  QuotaLimits quota = QuotaLimits.NONE;
  int connections = 50;
  long accountId = 7;
  long maxMessage = 1 << 20;
  int maxMessages;
  FormPolicy form = FormPolicy.OFF;
  PlaintextPolicy plaintext = PlaintextPolicy.NEVER;
  Set<Mechanism> mechanisms = EnumSet.allOf(Mechanism.class);
  boolean offersScram = true;
  DirectoryAccess directory = new NoDirectory();
  List<Network> trusted = List.of();
  long nanos;
  LongSupplier clock = () -> nanos;

  World(MailStores stores) {
    this(stores, () -> {});
  }

  private World(MailStores stores, AutoCloseable backend) {
    this.stores = stores;
    this.backend = backend;
  }

  World(Backend backend) {
    this(backend.open());
  }

  private World(Backend.Opened opened) {
    this(opened.stores(), opened);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    backend.close();
  }

  CommandHandlers handlers() {
    var authenticator = new OneUser(this);
    return new CommandHandlers(
        new CommandSettings(
            plaintext, CommandSettings.LITERAL_MINUS, maxMessage, maxMessages, form, "1.2"),
        stores,
        authenticator,
        new Mechanisms(mechanisms, authenticator, new SecureRandom()),
        new QuotaRoots(directory),
        limits,
        new LoginPenalty(trusted, () -> nanos, this::pause),
        () -> NOW,
        () -> clock.getAsLong());
  }

  private static final class NoDirectory implements DirectoryAccess {
    @Override
    public <T> T inTransaction(Function<Directory, T> work) {
      throw new IllegalStateException("the test has no accounts");
    }
  }

  private void pause(Duration pause) {
    pauses.add(pause.toString());
    nanos += pause.toNanos();
  }

  Account account() {
    return new Account(accountId, "ada@example.org", new StoreId(1), quota, connections);
  }

  /** A client that has seen the greeting. */
  Client connect() {
    return connect(new FakeSession());
  }

  Client connect(FakeSession session) {
    var client = new Client(new ImapEndpoint(handlers(), () -> true, new Random(1)), session);
    client.open();
    return client;
  }

  Client connectFrom(String address) throws IOException {
    var session = new FakeSession();
    session.address = InetAddress.getByName(address);
    return connect(session);
  }

  /** A client that has logged in. */
  Client login() {
    var client = connect();
    client.login("ada", "secret");
    return client;
  }

  MailStore store() {
    return stores.open(new StoreId(1));
  }

  MailboxName mailbox(String name) {
    return new MailboxName(name);
  }

  /** Puts messages into a mailbox, past all sessions. */
  World deliver(String mailbox, String... messages) {
    var store = store();
    for (var message : messages) {
      store.append(
          store.tree().get(new MailboxName(mailbox)).id(),
          List.of(
              new NewMessage(
                  Content.of(message.getBytes(StandardCharsets.UTF_8)), FlagSet.NONE, NOW)));
    }
    return this;
  }

  World deliver(int messages) {
    for (int i = 0; i < messages; i++) {
      deliver("INBOX", MESSAGE);
    }
    return this;
  }

  /** Removes a message, past all sessions. */
  void expunge(long uid) {
    var store = store();
    store.open(store.tree().get(MailboxName.INBOX).id()).expunge(UidBitmap.of(uid));
  }
}
