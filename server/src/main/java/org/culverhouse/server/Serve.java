package org.culverhouse.server;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.runtime.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Runs the server in the foreground.",
      "",
      "Prints one line 'ready imap=ADDR:PORT imaps=ADDR:PORT http=ADDR:PORT' on standard output as"
          + " soon as mail programs can log in. SIGTERM or Ctrl-C end it in good order.",
      "",
      "Settings come from, the later wins: the configuration file, the environment (imap.port is"
          + " CULVER_IMAP_PORT), the options. conf/culverhouse.properties of the distribution lists"
          + " them all. CULVER_JAVA_OPTS holds options for the JVM.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Serve implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofMillis(9500);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept; made if missing. Default: culverhouse-data.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Default: DIR/culverhouse.properties, if there.")
  private @Nullable Path config;

  @Option(
      names = "--bind",
      paramLabel = "ADDR",
      description = "Listen on this address only, with everything.")
  private @Nullable String bind;

  @Option(
      names = "--imap-port",
      paramLabel = "N",
      description = "Port for IMAP with STARTTLS; 0 takes a free one. Default: 143.")
  private @Nullable Integer imapPort;

  @Option(
      names = "--imaps-port",
      paramLabel = "N",
      description = "Port for IMAP over TLS; 0 takes a free one. Default: 993.")
  private @Nullable Integer imapsPort;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "Port for REST and the console; 0 takes a free one. Default: 8080.")
  private @Nullable Integer httpPort;

  @Option(
      names = "--demo",
      description =
          "Make users with sample mail and tell how to log in; listens on this machine only, on"
              + " ports 1143, 1993 and 8080 or free ones, unless told otherwise.")
  private boolean demo;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change any setting; may be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--stop-when-ready", hidden = true)
  private boolean stopWhenReady;

  private final Map<String, String> environment;

  Serve(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    var stop = StopSignal.listen();
    var layers = layers();
    var fixed = EnumSet.copyOf(Arrays.asList(Setting.values()));
    if (layers.value(Setting.DEMO).equals("true")) {
      fixed.removeAll(layers.standard(DemoText.SETTINGS));
    }
    var settings = layers.settings();
    try (var folder = DataFolder.open(settings.dataFolder())) {
      var launch = Launch.prepare(settings, fixed, folder, new SecureRandom(), Instant.now());
      run(folder, launch, stop);
    }
    return ExitCode.OK.number();
  }

  private void run(DataFolder folder, Launch launch, StopSignal stop) throws InterruptedException {
    var out = System.out;
    System.setOut(new PrintStream(new LoggedOutput(), true, StandardCharsets.UTF_8));
    var micro = Micro.start(Home.find(), folder, launch.settings(), launch.addresses());
    var tls = ProbeTls.trusting(launch.certificate());
    var proxies = launch.settings().networks(Setting.PROXY_NETWORKS);
    new Readiness(launch.addresses(), tls, proxies, Clock.systemUTC()).await(PATIENCE, stop);
    folder.announce(ProcessHandle.current().pid(), launch.addresses());
    if (launch.settings().isOn(Setting.DEMO)) {
      System.err.print(DemoText.of(launch.addresses(), folder.path()));
    }
    out.println(launch.addresses().ready());
    out.flush();
    if (!stopWhenReady) {
      stop.await();
    }
    Deadline.start(LONGEST_STOP);
    micro.stop();
  }

  private Configuration layers() {
    var options = options();
    var folder = folder(options);
    var layers = new Configuration();
    if (config != null) {
      layers.file(config);
    } else if (Files.exists(folder.resolve(Configuration.FILE_NAME))) {
      layers.file(folder.resolve(Configuration.FILE_NAME));
    }
    options.put(Setting.DATA_FOLDER.key(), folder.toString());
    return layers.environment(environment).options(options);
  }

  /** The data folder, before its configuration file has been read. */
  private Path folder(Map<String, String> options) {
    var layers = new Configuration();
    if (config != null) {
      layers.file(config);
    }
    var value = layers.environment(environment).options(options).value(Setting.DATA_FOLDER);
    return Path.of(value).toAbsolutePath().normalize();
  }

  private Map<String, String> options() {
    var options = new LinkedHashMap<>(set);
    if (demo) {
      options.put(Setting.DEMO.key(), "true");
    }
    put(options, Setting.DATA_FOLDER, data);
    put(options, Setting.IMAP_BIND, bind);
    put(options, Setting.HTTP_BIND, bind);
    put(options, Setting.IMAP_PORT, imapPort);
    put(options, Setting.IMAPS_PORT, imapsPort);
    put(options, Setting.HTTP_PORT, httpPort);
    return options;
  }

  private static void put(Map<String, String> options, Setting setting, @Nullable Object value) {
    if (value != null) {
      options.put(setting.key(), value.toString());
    }
  }
}
