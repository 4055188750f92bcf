package org.culverhouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  private Progress progress() {
    return new Progress(
        new PrintStream(terminal, true, StandardCharsets.UTF_8), 2_000_000, nanos::get);
  }

  private String shown() {
    return terminal.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLineTellsHowFarHowFastAndHowLong() {
    try (var progress = progress()) {
      nanos.set(1_000_000_000);
      progress.accept(500_000);

      assertThat(shown())
          .isEqualTo(
              "\r[#######.......................]  25 %  500.0 kB of 2.0 MB  500.0 kB/s  0:03 left\033[K");
    }
    assertThat(shown()).endsWith("\r\033[K");
  }

  @Test
  void nothingIsShownOfWhatIsDoneAtOnce() {
    try (var progress = progress()) {
      progress.accept(2_000_000);
    }
    assertThat(shown()).isEmpty();
  }
}
