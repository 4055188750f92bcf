package org.culverhouse.script;

import java.util.List;
import java.util.Map;

/**
 * A conversation and what it needs.
 *
 * @param name {@code rfc9051/copy}
 * @param role what the person administers, or nothing
 * @param files messages below {@code messages/}, appended behind those of {@code messages}
 * @param capabilities one of each must be offered: {@code LITERAL-|LITERAL+} is a choice
 * @param notOn server kinds on which it is not run, with the reason
 */
public record Script(
    String name,
    int connections,
    State state,
    int messages,
    String role,
    List<String> files,
    List<String> capabilities,
    Map<String, String> notOn,
    List<Step> steps) {
  /** How far the runner brings each connection before the first step. */
  public enum State {
    NONE,
    AUTH,
    SELECTED
  }
}
