package org.culverhouse.api.command;

import java.util.List;

/**
 * SETQUOTA (RFC 9208 section 4.1.3): limits that are not named are taken away.
 *
 * @param limits no resource twice
 */
public record SetQuota(String tag, String root, List<Limit> limits) implements Command {
  /**
   * @param resource its name in upper case
   */
  public record Limit(String resource, long limit) {}

  @Override
  public CommandKind kind() {
    return CommandKind.SETQUOTA;
  }
}
