package org.culverhouse.server;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.culverhouse.runtime.Settings;

/** Payara Micro inside this JVM, with the two archives deployed. */
final class Micro {
  private static final String CONNECTOR = "imap-connector";
  private static final String APPLICATION = "culverhouse";

  private final PayaraMicroRuntime runtime;

  private Micro(PayaraMicroRuntime runtime) {
    this.runtime = runtime;
  }

  /** Returns when both archives are deployed. The settings become system properties. */
  static Micro start(Home home, DataFolder data, Settings settings, Addresses addresses) {
    var loader = PayaraMicro.class.getClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      properties(home, settings);
      var scratch = data.scratch();
      var commands = scratch.resolve("preboot");
      data.write(commands, Preboot.commands(addresses.http()));
      var logging = scratch.resolve("logging.properties");
      data.write(logging, Preboot.logging(data.log()));
      var runtime = create(loader, arguments(home, scratch, commands, logging, addresses));
      var missing = new TreeSet<>(java.util.List.of(CONNECTOR, APPLICATION));
      missing.removeAll(runtime.getDeployedApplicationNames());
      if (!missing.isEmpty()) {
        throw new Failure(ExitCode.SOFTWARE, "not deployed: " + missing + seeLog(data));
      }
      return new Micro(runtime);
    } catch (IOException | BootstrapException e) {
      throw new Failure(
          ExitCode.SOFTWARE, "the application server did not start: " + e + seeLog(data));
    }
  }

  private static String seeLog(DataFolder data) {
    return "; the reason is in " + data.log();
  }

  private static void properties(Home home, Settings settings) throws IOException {
    var boot = home.payara().resolve("payara-boot.jar");
    System.setProperty("fish.payara.micro.BootJar", boot.toUri().toString());
    System.setProperty("fish.payara.micro.UnpackDir", home.payara().toString());
    // Otherwise Payara switches IPv6 off for the whole JVM.
    System.setProperty("java.net.preferIPv4Stack", "false");
    var properties = new Properties();
    try (var in = PayaraMicro.class.getResourceAsStream("/MICRO-INF/payara-boot.properties")) {
      if (in != null) {
        properties.load(in);
      }
    }
    for (var name : properties.stringPropertyNames()) {
      if (System.getProperty(name) == null) {
        System.setProperty(name, properties.getProperty(name));
      }
    }
    settings.toMap().forEach(System::setProperty);
  }

  private static String[] arguments(
      Home home, Path scratch, Path commands, Path logging, Addresses addresses) {
    // --nocluster would still listen on every interface.
    return new String[] {
      "--nohazelcast",
      "--disablephonehome",
      "--rootdir",
      scratch.toString(),
      "--prebootcommandfile",
      commands.toString(),
      "--logproperties",
      logging.toString(),
      "--port",
      Integer.toString(addresses.http().getPort()),
      "--deploy",
      home.connector().toString(),
      "--deploy",
      home.application().toString(),
      "--contextroot",
      "/"
    };
  }

  /** As the main method of Payara Micro does it, which keeps the result to itself. */
  private static PayaraMicroRuntime create(ClassLoader loader, String[] arguments)
      throws BootstrapException {
    try {
      var type = Class.forName("fish.payara.micro.impl.PayaraMicroImpl", true, loader);
      var boot = type.getMethod("create", String[].class).invoke(null, (Object) arguments);
      return ((PayaraMicroBoot) boot).getRuntime();
    } catch (InvocationTargetException e) {
      throw new BootstrapException(String.valueOf(e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new BootstrapException("not a Payara Micro that can be started from here", e);
    }
  }

  /** The application first: its listeners must be closed before what they need goes. */
  void stop() {
    try {
      runtime.undeploy(APPLICATION);
      runtime.undeploy(CONNECTOR);
      runtime.shutdown();
    } catch (BootstrapException e) {
      throw new Failure(ExitCode.SOFTWARE, "the application server did not stop: " + e);
    }
  }
}
