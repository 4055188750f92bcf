package org.culverhouse.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culver user}: people who have mail. */
@Command(
    name = "user",
    description = "Adds, lists, changes and removes users of a running server.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class UserCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "add",
      description = "Adds a user. Without a password the user cannot log in until one is set.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int add(
      @Parameters(paramLabel = "ADDRESS", description = "For example ada@example.org.")
          String address,
      @Mixin PasswordOption password,
      @Mixin UserFields fields,
      @Option(
              names = "--create-domain",
              description = "Add the domain too if the server does not know it.")
          boolean createDomain,
      @Mixin ServerOptions server) {
    var domain = domain(address);
    var user = Json.createObjectBuilder().add("address", address);
    fields.addTo(user);
    password.read().ifPresent(text -> user.add("password", text));
    try (var api = server.connect()) {
      if (!DomainCommand.exists(api, domain)) {
        if (!createDomain) {
          throw new Failure(
              ExitCode.NOUSER,
              "there is no domain "
                  + domain
                  + ": add it with culver domain add "
                  + domain
                  + ", or give --create-domain");
        }
        DomainCommand.create(api, domain, "");
      }
      api.post("users", user.build());
    }
    return ExitCode.OK.number();
  }

  private static String domain(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || at == address.length() - 1) {
      throw new Failure(ExitCode.USAGE, address + " is not an address such as ada@example.org");
    }
    return address.substring(at + 1);
  }

  @Command(
      name = "list",
      description = "Lists users with what they use.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int list(
      @Option(names = "--domain", paramLabel = "NAME", description = "Only users of this domain.")
          @Nullable String domain,
      @Mixin OutputOption output,
      @Mixin ServerOptions server) {
    try (var api = server.connect()) {
      var path = "users?limit=500" + (domain == null ? "" : "&domain=" + AdminApi.segment(domain));
      output.print(spec, api.list(path), COLUMNS);
    }
    return ExitCode.OK.number();
  }

  private static final List<Output.Column> COLUMNS =
      List.of(
          new Output.Column("ADDRESS", user -> Output.text(user, "address")),
          new Output.Column("STATE", user -> Output.text(user, "state")),
          new Output.Column("USED", user -> size(user, "used")),
          new Output.Column("QUOTA", user -> size(user, "quota")),
          new Output.Column("MESSAGES", user -> Output.text(user, "used", "messages")),
          new Output.Column("CONNECTIONS", user -> Output.text(user, "limits", "maxConnections")),
          new Output.Column("ROLE", user -> Output.text(user, "role")),
          new Output.Column("NAME", user -> Output.text(user, "displayName")));

  private static String size(JsonObject user, String of) {
    var text = Output.text(user, of, "storageBytes");
    return text.equals("-") ? text : Size.text(Long.parseLong(text));
  }

  @Command(
      name = "set",
      description = "Changes a user; what is not named stays.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int set(
      @Parameters(paramLabel = "ADDRESS") String address,
      @Mixin PasswordOption password,
      @Mixin UserFields fields,
      @Mixin ServerOptions server) {
    var change = Json.createObjectBuilder();
    fields.addTo(change);
    var fieldsToSet = change.build();
    var newPassword = password.read();
    if (fieldsToSet.isEmpty() && newPassword.isEmpty()) {
      throw new Failure(ExitCode.USAGE, "nothing to change: see culver user set --help");
    }
    try (var api = server.connect()) {
      if (!fieldsToSet.isEmpty()) {
        api.patch(path(address), fieldsToSet);
      }
      newPassword.ifPresent(
          text ->
              api.put(
                  path(address) + "/password",
                  Json.createObjectBuilder().add("password", text).build()));
    }
    return ExitCode.OK.number();
  }

  @Command(
      name = "rm",
      description = "Removes users and all their mail. There is no way back.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  int remove(
      @Parameters(paramLabel = "ADDRESS", arity = "1..*") List<String> addresses,
      @Mixin ServerOptions server) {
    try (var api = server.connect()) {
      addresses.forEach(address -> api.delete(path(address)));
    }
    return ExitCode.OK.number();
  }

  private static String path(String address) {
    return "users/" + AdminApi.segment(address);
  }

  /** What can be said of a user at the command line. */
  static final class UserFields {
    @Option(names = "--name", paramLabel = "TEXT", description = "The name of the person.")
    private @Nullable String name;

    @Option(
        names = "--quota",
        paramLabel = "SIZE",
        converter = LimitConverter.OfSize.class,
        description = "How much mail may be kept, for example 2GB; none for no limit.")
    private @Nullable Limit quota;

    @Option(
        names = "--quota-messages",
        paramLabel = "N",
        converter = LimitConverter.OfCount.class,
        description = "How many messages may be kept; none for no limit.")
    private @Nullable Limit messages;

    @Option(
        names = "--connections",
        paramLabel = "N",
        converter = LimitConverter.OfCount.class,
        description = "How many IMAP connections at once; none for the limit of the server.")
    private @Nullable Limit connections;

    @Option(
        names = "--state",
        paramLabel = "enabled|disabled",
        description = "Whether the user can log in.")
    private @Nullable State state;

    @Option(
        names = "--role",
        paramLabel = "user|domain-admin|superadmin",
        description =
            "Whose limits the user may set in IMAP: nobody's, those of the domain, everybody's.")
    private @Nullable Role role;

    enum State {
      enabled,
      disabled
    }

    enum Role {
      user,
      domain_admin,
      superadmin;

      /** As it is written at the command line and in the API. */
      @Override
      public String toString() {
        return name().replace('_', '-');
      }
    }

    void addTo(JsonObjectBuilder user) {
      if (name != null) {
        user.add("displayName", name);
      }
      if (state != null) {
        user.add("state", state.name());
      }
      if (role != null) {
        user.add("role", role.toString());
      }
      var quotas = Json.createObjectBuilder();
      add(quotas, "storageBytes", quota);
      add(quotas, "messages", messages);
      addUnlessEmpty(user, "quota", quotas.build());
      var limits = Json.createObjectBuilder();
      add(limits, "maxConnections", connections);
      addUnlessEmpty(user, "limits", limits.build());
    }

    private static void add(JsonObjectBuilder object, String name, @Nullable Limit limit) {
      if (limit != null) {
        object.add(name, limit.json());
      }
    }

    private static void addUnlessEmpty(JsonObjectBuilder user, String name, JsonObject value) {
      if (!value.equals(JsonValue.EMPTY_JSON_OBJECT)) {
        user.add(name, value);
      }
    }
  }
}
