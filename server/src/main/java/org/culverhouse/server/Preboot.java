package org.culverhouse.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The files that tell Payara Micro what has no option. */
final class Preboot {
  private Preboot() {}

  /** Commands that run before any listener opens. */
  static String commands(InetSocketAddress http) {
    var listener =
        "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";
    return "set %s.address=%s\n".formatted(listener, http.getAddress().getHostAddress());
  }

  /** One log, rotated; on the console only what somebody should see. */
  static String logging(Path folder) {
    return Home.resource("logging.properties")
        .replace("${log}", folder.toString().replace("\\", "/").replace("%", "%%"));
  }
}
