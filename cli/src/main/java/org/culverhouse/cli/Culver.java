package org.culverhouse.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all verbs. */
@Command(
    name = "culver",
    synopsisSubcommandLabel = "COMMAND",
    description = "An IMAP server and what belongs to it.",
    subcommands = {
      UserCommand.class,
      DomainCommand.class,
      PenaltyCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Culver.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "64:the command line is wrong",
      "65:a value is wrong, or it exists already",
      "67:there is no such user or domain",
      "69:no running server, or no JDK",
      "70:a fault of culver itself",
      "73:a file or folder cannot be written",
      "75:in use or busy; it may work later",
      "77:not allowed",
      "78:the configuration is wrong"
    })
public final class Culver {
  /**
   * The command line with all verbs of this module; others are added to it.
   *
   * @param accounts for verbs that work while the server is stopped
   */
  public static CommandLine commandLine(Accounts accounts) {
    return new CommandLine(new Culver())
        .addSubcommand(new FsckCommand(accounts))
        .addSubcommand(new DumpCommand(accounts))
        .addSubcommand(new RebuildCommand(accounts));
  }

  /** Runs {@code arguments} and returns the exit code. Faults end in one line on the error side. */
  public static int run(CommandLine line, String... arguments) {
    // As people know it: of an option given twice the last one counts, without a word about it.
    line.setOverwrittenOptionsAllowed(true);
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    line.setParameterExceptionHandler(Culver::usage);
    line.setExecutionExceptionHandler(Culver::failed);
    line.setExitCodeExceptionMapper(e -> ExitCode.SOFTWARE.number());
    return line.execute(arguments);
  }

  private static int usage(CommandLine.ParameterException fault, String[] arguments) {
    var line = fault.getCommandLine();
    var name = line.getCommandSpec().qualifiedName();
    var text = new Failure(ExitCode.USAGE, String.valueOf(fault.getMessage())).line();
    error(line, name + ": " + text + " (see " + name + " --help)");
    return ExitCode.USAGE.number();
  }

  private static int failed(Exception fault, CommandLine line, CommandLine.ParseResult arguments) {
    var name = line.getCommandSpec().qualifiedName();
    if (fault instanceof Failure failure) {
      error(line, name + ": " + failure.line());
      return failure.code().number();
    }
    error(line, name + ": a fault of culver itself: " + fault);
    return ExitCode.SOFTWARE.number();
  }

  private static void error(CommandLine line, String text) {
    PrintWriter err = line.getErr();
    err.println(text);
    err.flush();
  }

  /** The version of the build, from the archive. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Culver.class.getPackage().getImplementationVersion();
      return new String[] {"culver " + (version == null ? "(not packaged)" : version)};
    }
  }
}
