package org.culverhouse.runtime;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.culverhouse.account.AccountChange;
import org.culverhouse.account.Authenticator;
import org.culverhouse.account.DatabaseAuthenticator;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.account.Passwords;
import org.culverhouse.account.QuotaRoots;
import org.culverhouse.account.ServerSecret;
import org.culverhouse.admin.Domains;
import org.culverhouse.admin.Mailboxes;
import org.culverhouse.admin.Penalties;
import org.culverhouse.admin.Tokens;
import org.culverhouse.admin.UserStores;
import org.culverhouse.admin.Users;
import org.culverhouse.limits.LoginPenalty;
import org.culverhouse.mailbox.MailStores;
import org.eclipse.microprofile.config.Config;

/** Makes the parts that know accounts, from the settings. */
@ApplicationScoped
class AccountParts {
  @Resource(lookup = "java:app/jdbc/culverhouse")
  private DataSource database;

  @Produces
  @Singleton
  Settings settings(Config config) {
    return Settings.read(key -> config.getOptionalValue(key, String.class).orElse(null));
  }

  @Produces
  @Singleton
  Passwords passwords() {
    var threads = Thread.ofPlatform().daemon().name("password-", 0).factory();
    return new Passwords(
        new SecureRandom(), threads, Runtime.getRuntime().availableProcessors(), System::nanoTime);
  }

  @Produces
  @Singleton
  Authenticator authenticator(Settings settings, Passwords passwords) {
    return new DatabaseAuthenticator(
        database,
        passwords,
        settings.count(Setting.USER_CONNECTIONS),
        new ServerSecret(database, "scram", new SecureRandom()),
        System::nanoTime);
  }

  @Produces
  @Singleton
  Users users(
      Settings settings,
      DirectoryAccess directory,
      Validator validator,
      Passwords passwords,
      MailStores stores,
      Event<AccountChange> changes) {
    return new Users(
        directory,
        validator,
        passwords,
        new UserStores(stores),
        changes::fire,
        new SecureRandom(),
        InstantSource.system(),
        settings.count(Setting.USER_CONNECTIONS));
  }

  @Produces
  @Singleton
  Penalties penalties(LoginPenalty penalty) {
    return new Penalties(penalty);
  }

  @Produces
  @Singleton
  QuotaRoots quotaRoots(DirectoryAccess directory) {
    return new QuotaRoots(directory);
  }

  @Produces
  @Singleton
  Mailboxes mailboxes(DirectoryAccess directory, Validator validator, MailStores stores) {
    return new Mailboxes(directory, validator, stores);
  }

  @Produces
  @Singleton
  Domains domains(DirectoryAccess directory, Validator validator) {
    return new Domains(directory, validator, InstantSource.system());
  }

  @Produces
  @Singleton
  Tokens tokens(DirectoryAccess directory) {
    return new Tokens(directory, new SecureRandom(), InstantSource.system());
  }
}
