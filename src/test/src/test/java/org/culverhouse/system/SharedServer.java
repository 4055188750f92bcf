package org.culverhouse.system;

import jakarta.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.script.Target;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One server for all tests of a run that do not need their own; started when the first asks, ended
 * with the run. Tests take it as a parameter.
 */
final class SharedServer implements ParameterResolver {
  static final String DOMAIN = "example.org";
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(SharedServer.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  /** The server and the people on it. */
  static final class Running implements Target, ExtensionContext.Store.CloseableResource {
    private final CulverServer server;
    private final AdminApi admin;
    private final AtomicInteger people = new AtomicInteger();

    private Running(CulverServer server, AdminApi admin) {
      this.server = server;
      this.admin = admin;
    }

    private static Running start() {
      try {
        var server =
            CulverServer.start(
                Build.newFolder("shared"),
                "--set",
                "imap.login.plaintext=loopback",
                "--set",
                "limits.trusted-networks=127.0.0.1/32");
        var admin = server.admin();
        admin.createDomain(DOMAIN);
        return new Running(server, admin);
      } catch (IOException e) {
        throw new AssertionError("the server does not start: " + e.getMessage(), e);
      }
    }

    CulverServer server() {
      return server;
    }

    AdminApi admin() {
      return admin;
    }

    @Override
    public String kind() {
      return "culver";
    }

    @Override
    public InetSocketAddress imap() {
      return server.imap();
    }

    @Override
    public Person newPerson(String label) {
      var local = label.replaceAll("[^a-z0-9]+", "-") + "-" + people.incrementAndGet();
      var person = new Person(local + "@" + DOMAIN, "Passw0rd-" + local);
      try {
        admin.createUser(person.user(), person.password());
      } catch (IOException e) {
        throw new AssertionError("no user " + local, e);
      }
      return person;
    }

    @Override
    public void grant(Person person, String role) {
      var change = Json.createObjectBuilder().add("role", role).build();
      try {
        var reply = admin.patch("users/" + person.user(), change);
        if (reply.status() != 200) {
          throw new AssertionError("no role: " + reply);
        }
      } catch (IOException e) {
        throw new AssertionError("no role " + role, e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
