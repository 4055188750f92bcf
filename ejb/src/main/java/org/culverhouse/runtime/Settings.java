package org.culverhouse.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.culverhouse.api.model.Network;
import org.jspecify.annotations.Nullable;

/** The configuration of one run: a checked value for every {@link Setting}. Immutable. */
public final class Settings {
  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /**
   * Reads every key from {@code source}, which answers null for what it does not know.
   *
   * @throws SettingsException with all that is wrong
   */
  public static Settings read(Function<String, @Nullable String> source) {
    var values = new EnumMap<Setting, String>(Setting.class);
    var faults = new ArrayList<String>();
    for (var setting : Setting.values()) {
      var text = source.apply(setting.key());
      try {
        values.put(setting, setting.canonical(text == null ? setting.standard() : text));
      } catch (IllegalArgumentException e) {
        faults.add(e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
    return new Settings(values);
  }

  /** A line for each key that is not in the table, with the one that was probably meant. */
  public static List<String> unknown(Collection<String> keys) {
    return keys.stream()
        .filter(key -> Setting.of(key).isEmpty())
        .sorted()
        .map(key -> "unknown setting " + key + nearest(key))
        .toList();
  }

  private static String nearest(String key) {
    return Arrays.stream(Setting.values())
        .map(Setting::key)
        .map(known -> Map.entry(distance(key, known), known))
        .filter(entry -> entry.getKey() <= 3)
        .min(Map.Entry.comparingByKey())
        .map(entry -> ": did you mean " + entry.getValue() + "?")
        .orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  /** The canonical text; empty where nothing is set. */
  public String text(Setting setting) {
    return values.getOrDefault(setting, "");
  }

  public int count(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  public long size(Setting setting) {
    return Long.parseLong(text(setting));
  }

  public Duration duration(Setting setting) {
    return Duration.parse(text(setting));
  }

  public boolean isOn(Setting setting) {
    return text(setting).equals("true");
  }

  public Optional<Path> path(Setting setting) {
    var text = text(setting);
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
  }

  public List<Network> networks(Setting setting) {
    var text = text(setting);
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(",")).map(Network::parse).toList();
  }

  public List<String> words(Setting setting) {
    var text = text(setting);
    return text.isEmpty() ? List.of() : List.of(text.split(","));
  }

  public Path dataFolder() {
    return Path.of(text(Setting.DATA_FOLDER)).toAbsolutePath().normalize();
  }

  /** Where the accounts are: {@code db.url}, or the H2 file in the data folder. */
  public String databaseUrl() {
    var url = text(Setting.DB_URL);
    // WRITE_DELAY=0: a user who was created must survive a kill, as the mail of that user does.
    return url.isEmpty()
        ? "jdbc:h2:file:" + dataFolder().resolve("db/culverhouse") + ";WRITE_DELAY=0"
        : url;
  }

  /** Every key with its canonical value, to hand the configuration on; holds secrets. */
  public Map<String, String> toMap() {
    var map = new TreeMap<String, String>();
    values.forEach((setting, value) -> map.put(setting.key(), value));
    map.put(Setting.DB_URL.key(), databaseUrl());
    return map;
  }

  /** The documented configuration file: every key with its default, commented out. */
  public static String documented() {
    var file = new StringBuilder();
    file.append("# Configuration of Culverhouse. Every key stands here with its default.\n");
    for (var setting : Setting.values()) {
      file.append("\n# ").append(setting.description()).append('\n');
      file.append("# (").append(setting.form()).append(")\n");
      file.append('#').append(setting.key()).append('=').append(setting.standard()).append('\n');
    }
    return file.toString();
  }

  @Override
  public String toString() {
    var shown = new TreeMap<String, String>();
    values.forEach((key, value) -> shown.put(key.key(), key.isSecret() ? "***" : value));
    return shown.toString();
  }
}
