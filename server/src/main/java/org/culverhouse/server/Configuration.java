package org.culverhouse.server;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.runtime.Setting;
import org.culverhouse.runtime.Settings;
import org.culverhouse.runtime.SettingsException;

/**
 * Where settings come from. Of several layers that name a key the later wins: standard values, the
 * configuration file, the environment, options.
 */
final class Configuration {
  static final String FILE_NAME = "culverhouse.properties";
  private static final String PREFIX = "CULVER_";

  /** Read by {@code bin/culver} itself. */
  private static final Set<String> NOT_SETTINGS = Set.of("CULVER_JAVA_OPTS");

  private final Map<String, String> values = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /** Other standard values; returns those settings for which they hold. */
  Set<Setting> standard(Map<Setting, String> layer) {
    var held = EnumSet.noneOf(Setting.class);
    layer.forEach(
        (setting, value) -> {
          if (values.putIfAbsent(setting.key(), value) == null) {
            held.add(setting);
          }
        });
    return held;
  }

  /** A file that must be there. */
  Configuration file(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new Failure(ExitCode.CONFIG, "there is no configuration file " + file);
    } catch (MalformedInputException | IllegalArgumentException e) {
      throw new Failure(ExitCode.CONFIG, file + " is not a properties file in UTF-8");
    } catch (IOException e) {
      throw new Failure(ExitCode.CONFIG, "cannot read the configuration file: " + e);
    }
    for (var key : properties.stringPropertyNames()) {
      values.put(key, properties.getProperty(key));
    }
    for (var fault : Settings.unknown(properties.stringPropertyNames())) {
      faults.add(fault + " (in " + file + ")");
    }
    return this;
  }

  /** {@code imap.port} stands in the environment as {@code CULVER_IMAP_PORT}. */
  Configuration environment(Map<String, String> environment) {
    var keys = new HashMap<String, String>();
    for (var setting : Setting.values()) {
      keys.put(variable(setting), setting.key());
    }
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (!name.startsWith(PREFIX) || NOT_SETTINGS.contains(name)) {
                return;
              }
              var key = keys.get(name);
              if (key == null) {
                faults.add("unknown setting " + name + " (in the environment)");
              } else {
                values.put(key, value);
              }
            });
    return this;
  }

  Configuration options(Map<String, String> options) {
    faults.addAll(Settings.unknown(options.keySet()));
    values.putAll(options);
    return this;
  }

  /** What was said for a key so far, or its standard value. */
  String value(Setting setting) {
    return values.getOrDefault(setting.key(), setting.standard());
  }

  /**
   * Everything together, checked.
   *
   * @throws Failure CONFIG, naming each key at fault
   */
  Settings settings() {
    var all = new ArrayList<>(faults);
    try {
      var settings = Settings.read(values::get);
      if (all.isEmpty()) {
        return settings;
      }
    } catch (SettingsException e) {
      all.addAll(e.faults());
    }
    throw new Failure(ExitCode.CONFIG, String.join("; ", all));
  }

  static String variable(Setting setting) {
    return PREFIX + setting.key().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
