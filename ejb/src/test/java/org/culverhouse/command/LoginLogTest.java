package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.culverhouse.api.command.Id;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginLogTest {
  @RegisterExtension final World world = new World(Backend.MEMORY);

  private final List<String> lines = new ArrayList<>();
  private final List<Logger> loggers =
      List.of(Logger.getLogger("culverhouse.auth"), Logger.getLogger("culverhouse.session"));
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    loggers.forEach(logger -> logger.addHandler(handler));
  }

  @AfterEach
  void stop() {
    loggers.forEach(logger -> logger.removeHandler(handler));
  }

  @Test
  void aLoginIsOneLine() {
    world.connect().login("ada", "secret");
    assertThat(lines)
        .containsExactly(
            "login ok user=ada@example.org address=127.0.0.1 mechanism=command"
                + " tls=\"TLSv1.3 TLS_AES_128_GCM_SHA256\" session=1");
  }

  @Test
  void aFailureIsOneLine() {
    world.connect().login("eve@example.org", "guess");
    assertThat(lines)
        .containsExactly(
            "login failed user=eve@example.org address=127.0.0.1 mechanism=command"
                + " tls=\"TLSv1.3 TLS_AES_128_GCM_SHA256\" session=1");
  }

  /** C-23: it may be the password. C-22 and C-24: nothing of it breaks out of the line. */
  @Test
  void whatIsNoAddressIsNotShown() {
    for (var name : List.of("hunter2", "hunter2@", "x\r\nlogin ok@example.org", "${jndi:x}@y")) {
      world.connect().login(name, "guess");
    }
    assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("login failed user=- "));
  }

  @Test
  void theEndOfASessionSaysWhatItWas() {
    var client = world.login();
    var fields = new LinkedHashMap<String, String>(Map.of("NAME", "Thunder\r\nbird"));
    fields.put("version", "153.0");
    client.run(new Id("a", fields));
    client.close();
    assertThat(lines.getLast())
        .startsWith("session end user=ada@example.org address=127.0.0.1 session=1 seconds=")
        .endsWith(" client=\"Thunder??bird 153.0\"");
  }

  @Test
  void whoHasNotLoggedInHasNoEnd() {
    world.connect().close();
    assertThat(lines).isEmpty();
  }

  @Test
  void whatAClientSaysOfItselfIsCut() {
    var fields = Map.of("name", "n".repeat(1000));
    assertThat(LoginLog.client(fields)).hasSize(64);
    assertThat(LoginLog.client(Map.of())).isEmpty();
  }
}
