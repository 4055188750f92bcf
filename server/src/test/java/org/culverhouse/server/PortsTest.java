package org.culverhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import org.culverhouse.cli.ExitCode;
import org.culverhouse.cli.Failure;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final String HERE = "127.0.0.1";

  private final Ports ports = new Ports(new Random(1));

  @Test
  void zeroTakesAFreePortThatCanBeListenedOn() throws IOException {
    var address = ports.settle(HERE, 0, "imap.port");

    try (var socket = new ServerSocket()) {
      socket.bind(address);
      assertThat(socket.isBound()).isTrue();
    }
  }

  @Test
  void aPortInUseIsRefusedByItsNumberAndSetting() throws IOException {
    try (var other = listening()) {
      assertThatThrownBy(() -> ports.settle(HERE, other.getLocalPort(), "imap.port"))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ExitCode.TEMPFAIL);
                assertThat(failure.line()).contains("" + other.getLocalPort(), "imap.port");
              });
    }
  }

  @Test
  void aPreferredPortInUseGivesWayToAFreeOne() throws IOException {
    try (var other = listening()) {
      var address = ports.prefer(HERE, other.getLocalPort(), "imap.port");

      assertThat(address.getPort()).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void thePortOfAnotherListenerOfOursIsRefused() {
    int port = ports.settle(HERE, 0, "imap.port").getPort();

    assertThatThrownBy(() -> ports.settle(HERE, port, "imaps.port"))
        .hasMessageContaining("twice")
        .hasMessageContaining("imaps.port");
  }

  @Test
  void anAddressOfAnotherMachineIsAFaultOfTheConfiguration() {
    // TEST-NET-1 (RFC 5737): nobody has it.
    assertThatThrownBy(() -> ports.settle("192.0.2.1", 0, "imap.port"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo(ExitCode.CONFIG));
  }

  @Test
  void ipv6AddressesAreWrittenInBrackets() throws IOException {
    assertThat(Ports.text(new InetSocketAddress(InetAddress.getByName("::1"), 143)))
        .isEqualTo("[0:0:0:0:0:0:0:1]:143");
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(HERE));
  }
}
