package org.culverhouse.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.culverhouse.account.AccountChange;
import org.culverhouse.account.Authenticator;
import org.culverhouse.account.QuotaRoots;
import org.culverhouse.command.CommandHandlers;
import org.culverhouse.command.CommandSettings;
import org.culverhouse.command.FormPolicy;
import org.culverhouse.command.PlaintextPolicy;
import org.culverhouse.endpoint.ImapEndpoint;
import org.culverhouse.limits.ConnectionLimits;
import org.culverhouse.limits.LoginPenalty;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mime.KeptFields;
import org.culverhouse.sasl.Mechanism;
import org.culverhouse.sasl.Mechanisms;
import org.culverhouse.store.Durability;
import org.culverhouse.store.FileIo;
import org.culverhouse.store.NativeStores;
import org.culverhouse.store.StoreSettings;

/** Makes the parts that serve mail, from the settings. */
@ApplicationScoped
class MailParts {

  @Produces
  @Singleton
  NativeStores stores(Settings settings) {
    var durability =
        switch (settings.text(Setting.STORE_DURABILITY)) {
          case "always" -> Durability.ALWAYS;
          case "never" -> Durability.NEVER;
          default -> Durability.OPTIMIZED;
        };
    return new NativeStores(
        new FileIo(),
        mailFolder(settings),
        StoreSettings.DEFAULT
            .with(durability)
            .with(KeptFields.parse(settings.text(Setting.CACHE_HEADERS)))
            .withCompaction(
                settings.size(Setting.STORE_COMPACTION_RATE), settings.size(Setting.STORE_BALLAST)),
        System::currentTimeMillis,
        new SecureRandom());
  }

  private static Path mailFolder(Settings settings) {
    try {
      return Folders.make(settings.dataFolder().resolve("mail"));
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for mail cannot be made", e);
    }
  }

  void close(@Disposes NativeStores stores) {
    stores.close();
  }

  @Produces
  @Singleton
  ConnectionLimits connectionLimits(Settings settings) {
    return new ConnectionLimits(
        settings.count(Setting.USER_CONNECTIONS_PER_ADDRESS),
        settings.networks(Setting.TRUSTED_NETWORKS));
  }

  @Produces
  @Singleton
  LoginPenalty loginPenalty(Settings settings) {
    return new LoginPenalty(
        settings.networks(Setting.TRUSTED_NETWORKS), System::nanoTime, Thread::sleep);
  }

  @Produces
  @Singleton
  Mechanisms mechanisms(Settings settings, Authenticator authenticator) {
    var enabled =
        settings.words(Setting.AUTH_MECHANISMS).stream()
            .flatMap(word -> Mechanism.named(word).stream())
            .collect(Collectors.toSet());
    return new Mechanisms(enabled, authenticator, new SecureRandom());
  }

  @Produces
  @Singleton
  CommandHandlers commandHandlers(
      Settings settings,
      MailStores stores,
      Authenticator authenticator,
      Mechanisms mechanisms,
      QuotaRoots quotaRoots,
      ConnectionLimits limits,
      LoginPenalty penalty) {
    return new CommandHandlers(
        commandSettings(settings),
        stores,
        authenticator,
        mechanisms,
        quotaRoots,
        limits,
        penalty,
        InstantSource.system(),
        System::nanoTime);
  }

  private static CommandSettings commandSettings(Settings settings) {
    var plaintext =
        switch (settings.text(Setting.LOGIN_PLAINTEXT)) {
          case "always" -> PlaintextPolicy.ALWAYS;
          case "loopback" -> PlaintextPolicy.LOOPBACK;
          default -> PlaintextPolicy.NEVER;
        };
    var literals =
        settings.text(Setting.LITERAL).equals("plus")
            ? CommandSettings.LITERAL_PLUS
            : CommandSettings.LITERAL_MINUS;
    var form =
        switch (settings.text(Setting.APPEND_CHECK)) {
          case "warn" -> FormPolicy.WARN;
          case "reject" -> FormPolicy.REJECT;
          default -> FormPolicy.OFF;
        };
    return new CommandSettings(
        plaintext,
        literals,
        settings.size(Setting.MESSAGE_MAX_SIZE),
        settings.count(Setting.COMMAND_MAX_MESSAGES),
        form,
        version());
  }

  private static String version() {
    return Optional.ofNullable(MailParts.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }

  @Produces
  @Singleton
  ImapEndpoint imapEndpoint(CommandHandlers handlers, Started started) {
    return new ImapEndpoint(handlers, started::ready, new SecureRandom());
  }

  void accountChanged(@Observes AccountChange change, CommandHandlers handlers) {
    handlers.accountChanged(change);
  }
}
