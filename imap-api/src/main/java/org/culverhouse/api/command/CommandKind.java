package org.culverhouse.api.command;

import static org.culverhouse.api.command.CommandKind.Effect.*;
import static org.culverhouse.api.model.SessionState.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.culverhouse.api.model.SessionState;

/**
 * The table of commands: the name, the states in which each is allowed (RFC 9051 section 6), and
 * what it does to others. From the effects follow what may be told while it runs (RFC 9051 section
 * 7.5.1) and when answers to pipelined commands are sent (section 5.5, docs/adr/0015).
 */
public enum CommandKind {
  // Any state, RFC 9051 section 6.1
  CAPABILITY("CAPABILITY", any(), TELLS_EXPUNGES),
  NOOP("NOOP", any(), TELLS_EXPUNGES),
  LOGOUT("LOGOUT", any(), ENDS_SESSION),
  ID("ID", any(), TELLS_EXPUNGES),
  // Not authenticated, section 6.2
  STARTTLS("STARTTLS", of(NOT_AUTHENTICATED)),
  AUTHENTICATE("AUTHENTICATE", of(NOT_AUTHENTICATED), TAKES_TIME),
  LOGIN("LOGIN", of(NOT_AUTHENTICATED), TAKES_TIME),
  // Authenticated, section 6.3
  ENABLE("ENABLE", of(AUTHENTICATED)),
  SELECT("SELECT", authenticated()),
  EXAMINE("EXAMINE", authenticated()),
  CREATE("CREATE", authenticated(), SPEAKS_OF_NAMES, TELLS_EXPUNGES, TAKES_TIME),
  DELETE("DELETE", authenticated(), SPEAKS_OF_NAMES, TELLS_EXPUNGES, TAKES_TIME),
  RENAME("RENAME", authenticated(), SPEAKS_OF_NAMES, TELLS_EXPUNGES, TAKES_TIME),
  SUBSCRIBE("SUBSCRIBE", authenticated(), SPEAKS_OF_NAMES, TELLS_EXPUNGES, TAKES_TIME),
  UNSUBSCRIBE("UNSUBSCRIBE", authenticated(), SPEAKS_OF_NAMES, TELLS_EXPUNGES, TAKES_TIME),
  LIST("LIST", authenticated(), SPEAKS_OF_NAMES, TELLS_EXPUNGES),
  LSUB("LSUB", authenticated(), SPEAKS_OF_NAMES, TELLS_EXPUNGES),
  NAMESPACE("NAMESPACE", authenticated(), TELLS_EXPUNGES),
  STATUS("STATUS", authenticated(), TELLS_EXPUNGES),
  GETQUOTA("GETQUOTA", authenticated(), TELLS_EXPUNGES),
  GETQUOTAROOT("GETQUOTAROOT", authenticated(), TELLS_EXPUNGES),
  SETQUOTA("SETQUOTA", authenticated(), TELLS_EXPUNGES, TAKES_TIME),
  APPEND("APPEND", authenticated(), TELLS_EXPUNGES, TAKES_TIME),
  /** RFC 4978 section 5. */
  COMPRESS("COMPRESS", authenticated()),
  /** RFC 8437 section 6. */
  UNAUTHENTICATE("UNAUTHENTICATE", authenticated()),
  /** RFC 5465. */
  NOTIFY("NOTIFY", authenticated(), TELLS_EXPUNGES, TAKES_TIME),
  IDLE("IDLE", authenticated(), TELLS_EXPUNGES),
  /** The end of IDLE (RFC 2177): not a command of its own, but answered with the tag of one. */
  DONE("DONE", authenticated(), TELLS_EXPUNGES),
  // Selected, section 6.4
  CHECK("CHECK", of(SELECTED), TELLS_EXPUNGES),
  CLOSE("CLOSE", of(SELECTED), TAKES_TIME),
  UNSELECT("UNSELECT", of(SELECTED)),
  EXPUNGE("EXPUNGE", of(SELECTED), TELLS_EXPUNGES, TAKES_TIME),
  UID_EXPUNGE("UID EXPUNGE", of(SELECTED), TELLS_EXPUNGES, TAKES_TIME),
  SEARCH("SEARCH", of(SELECTED), USES_NUMBERS, TAKES_TIME),
  FETCH("FETCH", of(SELECTED), USES_NUMBERS),
  STORE("STORE", of(SELECTED), USES_NUMBERS),
  COPY("COPY", of(SELECTED), USES_NUMBERS, TELLS_EXPUNGES, TAKES_TIME),
  MOVE("MOVE", of(SELECTED), USES_NUMBERS, TELLS_EXPUNGES, TAKES_TIME),
  /** RFC 8508. */
  REPLACE("REPLACE", of(SELECTED), USES_NUMBERS, TELLS_EXPUNGES, TAKES_TIME),
  UID_SEARCH("UID SEARCH", of(SELECTED), TELLS_EXPUNGES, TAKES_TIME),
  UID_FETCH("UID FETCH", of(SELECTED), TELLS_EXPUNGES),
  UID_STORE("UID STORE", of(SELECTED), TELLS_EXPUNGES),
  UID_COPY("UID COPY", of(SELECTED), TELLS_EXPUNGES, TAKES_TIME),
  UID_MOVE("UID MOVE", of(SELECTED), TELLS_EXPUNGES, TAKES_TIME),
  UID_REPLACE("UID REPLACE", of(SELECTED), TELLS_EXPUNGES, TAKES_TIME);

  /** What a command does beyond its answer. */
  public enum Effect {
    /** Expunges may be told in its answer; without it they wait (RFC 9051 section 7.5.1). */
    TELLS_EXPUNGES,
    /**
     * It lists names of mailboxes or changes them: what others have done to names is told behind
     * its answer, which a client could not tell apart from that (RFC 5465 section 5.4).
     */
    SPEAKS_OF_NAMES,
    /** Message sequence numbers stand in it. */
    USES_NUMBERS,
    /** May wait for the disk, or read many messages: what was answered before is sent first. */
    TAKES_TIME,
    /** The last command of a session. */
    ENDS_SESSION
  }

  private static final Map<String, CommandKind> BY_NAME =
      Arrays.stream(values())
          .filter(kind -> kind != DONE)
          .collect(Collectors.toUnmodifiableMap(CommandKind::wireName, Function.identity()));

  private final String wireName;
  private final Set<SessionState> states;
  private final Set<Effect> effects;

  CommandKind(String wireName, Set<SessionState> states, Effect... effects) {
    this.wireName = wireName;
    this.states = states;
    this.effects =
        effects.length == 0 ? EnumSet.noneOf(Effect.class) : EnumSet.copyOf(Arrays.asList(effects));
  }

  private static Set<SessionState> any() {
    return EnumSet.allOf(SessionState.class);
  }

  private static Set<SessionState> authenticated() {
    return EnumSet.of(AUTHENTICATED, SELECTED);
  }

  private static Set<SessionState> of(SessionState state) {
    // ENABLE stands in "authenticated" only (RFC 5161 section 3.1); clients in the selected state
    // are told so.
    return EnumSet.of(state);
  }

  public String wireName() {
    return wireName;
  }

  public boolean isAllowedIn(SessionState state) {
    return states.contains(state);
  }

  public boolean has(Effect effect) {
    return effects.contains(effect);
  }

  /**
   * The kind by its name on the wire, UID forms as {@code UID FETCH}. DONE is not found: it is no
   * command.
   */
  public static Optional<CommandKind> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName.toUpperCase(Locale.ROOT)));
  }
}
