package org.culverhouse.api.command;

/** The end of IDLE; the tag is that of the {@link Idle} it ends. */
public record Done(String tag) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.DONE;
  }
}
