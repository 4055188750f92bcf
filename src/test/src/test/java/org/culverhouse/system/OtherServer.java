package org.culverhouse.system;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.script.Target;

/**
 * A server that runs already and takes any user with one password; it judges the scripts. Given as
 * {@code -Dculver.script.target=dovecot@127.0.0.1:1143}.
 */
final class OtherServer implements Target {
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final String kind;
  private final InetSocketAddress imap;
  private final String run = Long.toString(ProcessHandle.current().pid(), 36);

  private OtherServer(String kind, InetSocketAddress imap) {
    this.kind = kind;
    this.imap = imap;
  }

  static Optional<Target> fromSettings() {
    return Optional.ofNullable(System.getProperty("culver.script.target"))
        .map(
            setting -> {
              int at = setting.indexOf('@');
              int colon = setting.lastIndexOf(':');
              var port = Integer.parseInt(setting.substring(colon + 1));
              return new OtherServer(
                  setting.substring(0, at),
                  new InetSocketAddress(setting.substring(at + 1, colon), port));
            });
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public InetSocketAddress imap() {
    return imap;
  }

  @Override
  public Person newPerson(String label) {
    return new Person("u" + run + "x" + PEOPLE.incrementAndGet(), "pass");
  }
}
