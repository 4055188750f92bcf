package org.culverhouse.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.culverhouse.account.AccountChange;
import org.culverhouse.account.DatabaseAuthenticator;
import org.culverhouse.account.DirectoryAccess;
import org.culverhouse.account.Passwords;
import org.culverhouse.account.ServerSecret;
import org.culverhouse.account.TestDirectory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The facade as the container would put it together, on a directory for a test. */
final class Facade implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  final CountingStores stores = new CountingStores();
  final List<AccountChange> changes = new ArrayList<>();
  final Passwords passwords = new Passwords(new SecureRandom(), Thread::new, 2, System::nanoTime);
  final TestDirectory directory;
  final Domains domains;
  final Users users;
  final Tokens tokens;

  Facade() {
    this(TestDirectory.inMemory());
  }

  Facade(TestDirectory directory) {
    this.directory = directory;
    domains = new Domains(directory, validator(), () -> NOW);
    users = users(directory);
    tokens = new Tokens(directory, new SecureRandom(), () -> NOW);
  }

  private Users users(DirectoryAccess access) {
    return new Users(
        access,
        validator(),
        passwords,
        new UserStores(stores),
        changes::add,
        new SecureRandom(),
        () -> NOW,
        50);
  }

  static Validator validator() {
    return Validation.byDefaultProvider()
        .configure()
        .messageInterpolator(new ParameterMessageInterpolator())
        .buildValidatorFactory()
        .getValidator();
  }

  DatabaseAuthenticator authenticator() {
    return new DatabaseAuthenticator(
        directory.database(),
        passwords,
        50,
        new ServerSecret(directory.database(), "scram", new SecureRandom()),
        System::nanoTime);
  }

  UserInfo add(String address) {
    return users.create(user(address));
  }

  static NewUser user(String address) {
    return user(address, "");
  }

  static NewUser user(String address, String password) {
    return new NewUser(
        address, "", true, UserRole.USER, password.getBytes(UTF_8), Quota.NONE, Limits.DEFAULT);
  }

  @Override
  public void close() {
    directory.close();
  }
}
