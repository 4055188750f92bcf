package org.culverhouse.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.culverhouse.api.model.Network;
import org.culverhouse.limits.Turns.Key;
import org.culverhouse.limits.Turns.Outcome;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/**
 * Slows guessing down: one attempt a second on a connection, the third failure ends it, and guesses
 * at a user from a network (/24, /64) are made one after the other with 2, 4, 8 and then 15 seconds
 * in between, however many connections they come from. Whoever is right from elsewhere, and every
 * other user of that network, does not wait. When dozens fail, new users of the network, or the
 * user from new networks, are let in one a second; who has logged in from there before is not
 * slowed down by that. Trusted networks are free from all of this. Kept in memory only.
 * Thread-safe.
 */
public final class LoginPenalty {
  static final Duration INTERVAL = Duration.ofSeconds(1);
  static final int MAX_FAILURES = 3;
  private static final int CAPACITY = 50_000;

  /** Lets time go by. */
  public interface Pause {
    void await(Duration duration) throws InterruptedException;
  }

  private final List<Network> trusted;
  private final LongSupplier nanos;
  private final Pause pause;
  private final Turns turns;
  private final Familiars familiars = new Familiars(CAPACITY);
  private final Gate<Network> networks;
  private final Gate<Network> sites;
  private final Gate<String> users;

  /**
   * @param nanos a clock that only goes forward, such as {@code System::nanoTime}
   */
  public LoginPenalty(List<Network> trusted, LongSupplier nanos, Pause pause) {
    this.trusted = List.copyOf(trusted);
    this.nanos = nanos;
    this.pause = pause;
    this.turns = new Turns(CAPACITY, nanos, pause);
    this.networks = new Gate<>(60, INTERVAL, Duration.ofSeconds(10), CAPACITY, nanos);
    this.sites = new Gate<>(240, INTERVAL, Duration.ofSeconds(2), CAPACITY, nanos);
    this.users = new Gate<>(60, INTERVAL, Duration.ofSeconds(10), CAPACITY, nanos);
  }

  /** The attempts of a new connection. */
  public Attempts attempts(InetAddress client) {
    boolean free = trusted.stream().anyMatch(network -> network.contains(client));
    return new Attempts(free, client);
  }

  /** Failed logins that are remembered, those who have failed most first. */
  public List<Penalty> penalties() {
    return turns.failed().stream()
        .sorted(Comparator.comparingInt(Penalty::failures).reversed())
        .toList();
  }

  /**
   * Forgets failed logins, and what they count for the user or the network that is named alone.
   *
   * @param network only from within this one
   * @param user only of this name
   * @return how many users of networks are free again
   */
  public int forget(Optional<Network> network, Optional<String> user) {
    var name = user.map(LoginPenalty::spelled);
    if (network.isEmpty()) {
      name.ifPresentOrElse(users::forget, users::forgetAll);
    }
    if (name.isEmpty()) {
      networks.forget(one -> network.map(within -> within.contains(one)).orElse(true));
      sites.forget(one -> network.map(within -> within.contains(one)).orElse(true));
    }
    return turns.forget(
        key ->
            network.map(within -> within.contains(key.network())).orElse(true)
                && name.map(key.user()::equals).orElse(true));
  }

  private static String spelled(String user) {
    var lower = user.strip().toLowerCase(Locale.ROOT);
    return lower.length() > 320 ? lower.substring(0, 320) : lower;
  }

  /** The attempts to log in of one connection. Belongs to one session. */
  public final class Attempts {
    private final boolean free;
    private final Network network;
    private final Optional<Network> site;
    private int failures;
    private long lastFailure;

    private Attempts(boolean free, InetAddress client) {
      this.free = free;
      this.network = Network.around(client, client instanceof Inet6Address ? 64 : 24);
      this.site =
          client instanceof Inet6Address
              ? Optional.of(Network.around(client, 48))
              : Optional.empty();
    }

    /**
     * Makes an attempt when its time has come.
     *
     * @param check fails with AUTHENTICATION_FAILED when somebody is not who they say
     * @throws MailException LIMIT when too many attempts wait
     */
    public <T> T make(String user, Supplier<T> check) throws InterruptedException {
      if (free) {
        return counted(check);
      }
      var key = new Key(network, spelled(user));
      awaitInterval();
      awaitTurn(key);
      var outcome = Outcome.UNKNOWN;
      try {
        var result = counted(check);
        outcome = Outcome.RIGHT;
        familiars.add(key);
        return result;
      } catch (MailException e) {
        if (e.reason() == Reason.AUTHENTICATION_FAILED) {
          outcome = Outcome.WRONG;
          networks.failed(network);
          site.ifPresent(sites::failed);
          users.failed(key.user());
        }
        throw e;
      } finally {
        turns.end(key, outcome);
      }
    }

    /** Who does not get a turn must not come again at once either. */
    private void awaitTurn(Key key) throws InterruptedException {
      try {
        if (!familiars.contains(key)) {
          awaitGates(key);
        }
        turns.begin(key);
      } catch (MailException tooMany) {
        failed();
        throw tooMany;
      }
    }

    private void failed() {
      failures++;
      lastFailure = nanos.getAsLong();
    }

    private <T> T counted(Supplier<T> check) {
      try {
        return check.get();
      } catch (MailException e) {
        if (e.reason() == Reason.AUTHENTICATION_FAILED) {
          failed();
        }
        throw e;
      }
    }

    private void awaitInterval() throws InterruptedException {
      if (failures > 0) {
        await(INTERVAL.minusNanos(nanos.getAsLong() - lastFailure));
      }
    }

    private void awaitGates(Key key) throws InterruptedException {
      var wait = networks.enter(network);
      if (site.isPresent()) {
        wait = longer(wait, sites.enter(site.get()));
      }
      await(longer(wait, users.enter(key.user())));
    }

    private static Duration longer(Duration one, Duration other) {
      return one.compareTo(other) > 0 ? one : other;
    }

    private void await(Duration rest) throws InterruptedException {
      if (rest.isPositive()) {
        pause.await(rest);
      }
    }

    /** Whether no further attempt is to be taken. */
    public boolean exhausted() {
      return !free && failures >= MAX_FAILURES;
    }
  }
}
