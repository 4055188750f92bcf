package org.culverhouse.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.culverhouse.api.ImapSession;
import org.culverhouse.api.model.Capability;
import org.culverhouse.api.model.SessionState;
import org.culverhouse.sasl.Mechanisms;

/** What is advertised, and when (RFC 9051 section 6.1.1). A name stands here when it works. */
final class Capabilities {
  private static final List<Capability> ALWAYS =
      named("IMAP4rev1", "IMAP4rev2", "SASL-IR", "ID", "ENABLE", "IDLE", "NAMESPACE");
  private static final List<Capability> AFTER_LOGIN =
      named(
          "INPROGRESS",
          "CHILDREN",
          "UIDPLUS",
          "UNSELECT",
          "MOVE",
          "SPECIAL-USE",
          "CREATE-SPECIAL-USE",
          "MULTIAPPEND",
          "CATENATE",
          "REPLACE",
          "LIST-EXTENDED",
          "LIST-STATUS",
          "ESEARCH",
          "SEARCHRES",
          "PARTIAL",
          "BINARY",
          "OBJECTID",
          "SAVEDATE",
          "PREVIEW",
          "QUOTA",
          "QUOTASET",
          "QUOTA=RES-STORAGE",
          "QUOTA=RES-MESSAGE",
          "QUOTA=RES-MAILBOX",
          "I18NLEVEL=1",
          "UIDONLY",
          "UTF8=ACCEPT",
          "CONDSTORE",
          "QRESYNC",
          "STATUS=SIZE",
          "NOTIFY",
          "UNAUTHENTICATE",
          "WITHIN");
  private static final Capability COMPRESS = new Capability("COMPRESS=DEFLATE");
  private static final Capability STARTTLS = new Capability("STARTTLS");
  private static final Capability LOGINDISABLED = new Capability("LOGINDISABLED");

  private final CommandSettings settings;
  private final Mechanisms mechanisms;

  Capabilities(CommandSettings settings, Mechanisms mechanisms) {
    this.settings = settings;
    this.mechanisms = mechanisms;
  }

  private static List<Capability> named(String... names) {
    return Stream.of(names).map(Capability::new).toList();
  }

  /** In a stable order. */
  List<Capability> of(ImapSession session) {
    var capabilities = new ArrayList<>(ALWAYS);
    capabilities.add(settings.literals());
    capabilities.add(new Capability("APPENDLIMIT=" + settings.appendLimit()));
    if (session.state() != SessionState.NOT_AUTHENTICATED) {
      capabilities.addAll(AFTER_LOGIN);
      if (settings.maxMessages() > 0) {
        capabilities.add(new Capability("MESSAGELIMIT=" + settings.maxMessages()));
      }
      if (!session.isCompressed()) {
        capabilities.add(COMPRESS);
      }
      return capabilities;
    }
    if (session.canStartTls()) {
      capabilities.add(STARTTLS);
    }
    boolean mayShowPassword = settings.plaintext().allowsLogin(session);
    if (!mayShowPassword || !mechanisms.takesPasswords()) {
      capabilities.add(LOGINDISABLED);
    }
    mechanisms.offered(LoginHandler.channel(session), mayShowPassword).stream()
        .map(mechanism -> new Capability("AUTH=" + mechanism.wireName()))
        .forEach(capabilities::add);
    return capabilities;
  }
}
