package org.culverhouse.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.store.StoreTools;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which stores of which data folder a verb works on. */
final class StoreOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:CULVER_DATA_FOLDER:-culverhouse-data}",
      description =
          "The data folder of a server that is stopped. Default: CULVER_DATA_FOLDER, or"
              + " culverhouse-data.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration file, which names the database of users. Default:"
              + " DIR/culverhouse.properties, if there.")
  private @Nullable Path config;

  @ArgGroup(multiplicity = "1")
  private @Nullable Choice choice;

  static final class Choice {
    @Option(
        names = {"-u", "--user"},
        paramLabel = "ADDRESS",
        description = "The store of this user.")
    private @Nullable String user;

    @Option(
        names = {"-A", "--all"},
        description = "Every store.")
    private boolean all;

    @Option(
        names = "--store",
        paramLabel = "ID",
        description = "The store of this number, as its folder is called; needs no database.")
    private @Nullable String store;
  }

  /** A store and whose it is, if that is known. */
  record Named(StoreId id, String owner) {
    String text() {
      return owner.isEmpty() ? id.toString() : owner + " (" + id + ")";
    }
  }

  StoppedServer open() {
    return StoppedServer.open(Objects.requireNonNull(data));
  }

  Path data() {
    return Objects.requireNonNull(data).toAbsolutePath().normalize();
  }

  /**
   * @throws Failure NOUSER when there is no such user or store
   */
  List<Named> stores(Path folder, StoreTools tools, Accounts accounts) {
    var chosen = Objects.requireNonNull(choice);
    if (chosen.all) {
      return all(folder, tools, accounts);
    }
    if (chosen.user != null) {
      var id = accounts.stores(folder, config).get(chosen.user.toLowerCase(java.util.Locale.ROOT));
      if (id == null) {
        throw new Failure(ExitCode.NOUSER, "there is no user " + chosen.user);
      }
      return List.of(existing(tools, new Named(id, chosen.user)));
    }
    return List.of(existing(tools, new Named(parse(Objects.requireNonNull(chosen.store)), "")));
  }

  private List<Named> all(Path folder, StoreTools tools, Accounts accounts) {
    var owners = new TreeMap<Long, String>();
    owners(folder, accounts).forEach((address, id) -> owners.put(id.value(), address));
    var all = new ArrayList<Named>();
    tools.all().forEach(id -> all.add(new Named(id, owners.getOrDefault(id.value(), ""))));
    return all;
  }

  /** Without the database the stores have no names, which is no reason not to look at them. */
  private Map<String, StoreId> owners(Path folder, Accounts accounts) {
    try {
      return accounts.stores(folder, config);
    } catch (Failure e) {
      System.err.println("culver: " + e.line() + "; going on without the names of users");
      return Map.of();
    }
  }

  private static Named existing(StoreTools tools, Named store) {
    if (!tools.exists(store.id())) {
      throw new Failure(ExitCode.NOUSER, "there is no mail of " + store.text());
    }
    return store;
  }

  private static StoreId parse(String text) {
    try {
      return new StoreId(Long.parseUnsignedLong(text, 16));
    } catch (NumberFormatException e) {
      throw new Failure(ExitCode.USAGE, text + " is not the number of a store, such as 2a");
    }
  }
}
