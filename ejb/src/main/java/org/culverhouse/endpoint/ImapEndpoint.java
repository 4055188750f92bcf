package org.culverhouse.endpoint;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.SyntaxException;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode.Plain;
import org.culverhouse.command.CommandHandlers;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/**
 * Passes what happens on a connection to the handlers, and turns what they throw into answers: the
 * client's mistakes into BAD, refusals into NO with a response code, and everything else, which is
 * our fault, into an id that stands in the log as well. Thread-safe.
 */
public final class ImapEndpoint implements ImapListener {
  private static final Logger LOG = System.getLogger(ImapEndpoint.class.getName());

  private final CommandHandlers handlers;
  private final BooleanSupplier started;
  private final RandomGenerator random;

  /**
   * @param started whether the application has started
   * @param random thread-safe, for the ids of failures
   */
  public ImapEndpoint(CommandHandlers handlers, BooleanSupplier started, RandomGenerator random) {
    this.handlers = handlers;
    this.started = started;
    this.random = random;
  }

  @Override
  public boolean ready() {
    return started.getAsBoolean();
  }

  @Override
  public void opened(ImapSession session, ResponseWriter out) {
    handlers.opened(session, out);
  }

  @Override
  public void command(ImapSession session, Command command, ResponseWriter out) {
    try {
      handlers.handle(session, command, out);
    } catch (ConnectionGoneException e) {
      throw e;
    } catch (SyntaxException e) {
      out.write(Tagged.bad(command.tag(), text(e)));
    } catch (MailException e) {
      refused(session, command, e, out);
    } catch (RuntimeException e) {
      failed(session, command, e, out);
    }
  }

  private void refused(ImapSession session, Command command, MailException e, ResponseWriter out) {
    if (command.kind() == CommandKind.UNAUTHENTICATE) {
      failed(session, command, e, out);
      return;
    }
    logCause(session, command, e);
    out.write(Tagged.no(command.tag(), code(e.reason()), text(e)));
    if (e.reason() == Reason.RENUMBERED) {
      session.disconnect(Optional.empty(), text(e));
    }
  }

  /**
   * UNAUTHENTICATE must not be answered with NO: the session ends (RFC 8437 section 3). A client
   * may have sent the next login already.
   */
  private void failed(
      ImapSession session, Command command, RuntimeException failure, ResponseWriter out) {
    var text = "Internal error " + logged(session, command.kind().wireName(), failure);
    if (command.kind() == CommandKind.UNAUTHENTICATE) {
      session.disconnect(Optional.of(Plain.SERVERBUG), text);
    } else {
      out.write(Tagged.no(command.tag(), Plain.SERVERBUG, text));
    }
  }

  @Override
  public Optional<Tagged> announced(ImapSession session, AnnouncedMessages announced) {
    try {
      handlers.announced(session, announced);
      return Optional.empty();
    } catch (MailException e) {
      return Optional.of(Tagged.no(announced.tag(), code(e.reason()), text(e)));
    }
  }

  @Override
  public void changed(ImapSession session, ResponseWriter out) {
    try {
      handlers.changed(session, out);
    } catch (MailException e) {
      session.disconnect(Optional.of(code(e.reason())), text(e));
    }
  }

  @Override
  public void closed(ImapSession session) {
    handlers.closed(session);
  }

  private static String text(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  /** A refusal is no event; a disk that is out of order is. */
  private static void logCause(ImapSession session, Command command, MailException e) {
    if (e.getCause() != null) {
      LOG.log(Level.WARNING, "session " + session.id() + ", " + command.kind().wireName(), e);
    }
  }

  private String logged(ImapSession session, String what, RuntimeException e) {
    var id = HexFormat.of().toHexDigits(random.nextInt());
    LOG.log(Level.ERROR, "Failure " + id + " in session " + session.id() + ", " + what, e);
    return id;
  }

  /** The code for each reason (RFC 5530 section 3, RFC 9051 section 7.1). */
  static Plain code(Reason reason) {
    return switch (reason) {
      case NO_SUCH_MAILBOX -> Plain.NONEXISTENT;
      case ALREADY_EXISTS -> Plain.ALREADYEXISTS;
      case HAS_CHILDREN -> Plain.HASCHILDREN;
      case CANNOT -> Plain.CANNOT;
      case TRY_CREATE -> Plain.TRYCREATE;
      case READ_ONLY -> Plain.READ_ONLY;
      case NO_PERMISSION -> Plain.NOPERM;
      case OVER_QUOTA -> Plain.OVERQUOTA;
      case TOO_BIG -> Plain.TOOBIG;
      case LIMIT -> Plain.LIMIT;
      case IN_USE -> Plain.INUSE;
      case EXPUNGED -> Plain.EXPUNGEISSUED;
      case AUTHENTICATION_FAILED -> Plain.AUTHENTICATIONFAILED;
      case AUTHORIZATION_FAILED -> Plain.AUTHORIZATIONFAILED;
      case PRIVACY_REQUIRED -> Plain.PRIVACYREQUIRED;
      case RENUMBERED, UNAVAILABLE -> Plain.UNAVAILABLE;
      case CORRUPT -> Plain.CORRUPTION;
      case UNKNOWN_ENCODING -> Plain.UNKNOWN_CTE;
    };
  }
}
