package org.culverhouse.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.culverhouse.cli.Culver;

/** The command line of the distribution: the verbs of a client, and {@code serve}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var line = Culver.commandLine(new StoredAccounts(System.getenv()));
    line.addSubcommand(new Serve(System.getenv()));
    int code = Culver.run(line, arguments);
    // A hook of Payara would still tell the console that there is nothing left to stop.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    System.exit(code);
  }
}
