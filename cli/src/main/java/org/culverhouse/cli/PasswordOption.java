package org.culverhouse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A password never stands on the command line, where every process could read it. */
final class PasswordOption {
  private static final int LONGEST = 1024;

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input, up to the end of its first line.")
  private boolean fromInput;

  Optional<String> read() {
    return fromInput ? Optional.of(line(System.in)) : Optional.empty();
  }

  /** The first line, byte for byte but for its end. */
  static String line(InputStream in) {
    try {
      var octets = in.readNBytes(LONGEST + 2);
      int end = 0;
      while (end < octets.length && octets[end] != '\n') {
        end++;
      }
      if (end > 0 && octets[end - 1] == '\r') {
        end--;
      }
      if (end == 0 || end > LONGEST) {
        throw new Failure(
            ExitCode.DATAERR,
            end == 0
                ? "no password on standard input"
                : "the password is longer than " + LONGEST + " bytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, end)).toString();
    } catch (CharacterCodingException e) {
      throw new Failure(ExitCode.DATAERR, "the password on standard input is not UTF-8");
    } catch (IOException e) {
      throw new Failure(ExitCode.DATAERR, "cannot read the password: " + e);
    }
  }
}
