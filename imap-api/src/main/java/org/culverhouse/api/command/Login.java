package org.culverhouse.api.command;

import java.util.Arrays;

/** LOGIN (RFC 9051 section 6.2.3). The password is bytes, and whoever checks it wipes them. */
public record Login(String tag, String user, byte[] password) implements Command {
  @Override
  public CommandKind kind() {
    return CommandKind.LOGIN;
  }

  public void wipe() {
    Arrays.fill(password, (byte) 0);
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "Login[tag=" + tag + "]";
  }
}
