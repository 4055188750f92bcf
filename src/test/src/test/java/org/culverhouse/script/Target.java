package org.culverhouse.script;

import java.net.InetSocketAddress;

/** A server on which scripts are run. */
public interface Target {
  /** {@code culver}, or the kind of another server, as {@code not-on} names it. */
  String kind();

  InetSocketAddress imap();

  /** Somebody whose mailboxes nobody else uses. */
  Person newPerson(String label);

  /** From now on the person administers other accounts, as {@code role} says. */
  default void grant(Person person, String role) {
    throw new UnsupportedOperationException(kind() + " has no role " + role);
  }

  record Person(String user, String password) {}
}
