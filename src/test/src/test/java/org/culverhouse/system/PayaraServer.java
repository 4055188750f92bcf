package org.culverhouse.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A domain of its own on the full Payara Server that the build has unpacked; loopback only. */
final class PayaraServer implements AutoCloseable {
  private static final String DOMAIN = "culver";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ADMIN = 48;
  private static final int HTTP = 80;

  private final Path domains;
  private final int portBase;
  private final Map<String, String> environment;

  private PayaraServer(Path domains, int portBase, Map<String, String> environment) {
    this.domains = domains;
    this.portBase = portBase;
    this.environment = environment;
  }

  /** Starts it. The environment is where the application finds its settings. */
  static PayaraServer start(Map<String, String> environment) throws IOException {
    var all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    var server = new PayaraServer(Build.newFolder("payara"), freePortBase(), all);
    server.asadmin("create-domain", "--portbase", "" + server.portBase, "--nopassword=true");
    server.keepToLoopback();
    server.asadmin("start-domain");
    return server;
  }

  private static int freePortBase() throws IOException {
    for (int i = 0; i < 100; i++) {
      int base = ThreadLocalRandom.current().nextInt(200, 320) * 100;
      if (isFree(base + ADMIN) && isFree(base + HTTP)) {
        return base;
      }
    }
    throw new IOException("no free ports");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private void keepToLoopback() throws IOException {
    var file = domains.resolve(DOMAIN).resolve("config/domain.xml");
    var text = Files.readString(file);
    Files.writeString(
        file,
        text.replaceAll("(<network-listener\\b[^>]*?) address=\"[^\"]*\"", "$1")
            .replace("<network-listener ", "<network-listener address=\"127.0.0.1\" ")
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replace(
                "<hazelcast-config-specific-configuration",
                "<hazelcast-config-specific-configuration enabled=\"false\""));
  }

  void deploy(Path archive) throws IOException {
    asadmin("deploy", archive.toString());
  }

  InetSocketAddress http() {
    return new InetSocketAddress("127.0.0.1", portBase + HTTP);
  }

  String log() throws IOException {
    return Files.readString(domains.resolve(DOMAIN).resolve("logs/server.log"));
  }

  private void asadmin(String verb, String... operands) throws IOException {
    var command = new ArrayList<String>();
    command.add(Build.payaraServer().resolve("bin/asadmin").toString());
    Collections.addAll(command, "--port", "" + (portBase + ADMIN), verb);
    Collections.addAll(command, operands);
    if (verb.endsWith("-domain")) {
      command.addAll(List.of("--domaindir", domains.toString(), DOMAIN));
    }
    var output = ProcessOutput.of(command, environment, "", PATIENCE);
    if (output.exitCode() != 0) {
      throw new IOException("asadmin " + verb + ": " + output);
    }
  }

  @Override
  public void close() throws IOException {
    asadmin("stop-domain");
  }
}
