package org.culverhouse.limits;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.culverhouse.account.Account;
import org.culverhouse.api.model.Network;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;
import org.jspecify.annotations.Nullable;

/** How many connections each user has, and may have, in all and from one address. Thread-safe. */
public final class ConnectionLimits {
  private final int perAddress;
  private final List<Network> trusted;
  private final ConcurrentMap<Long, Open> open = new ConcurrentHashMap<>();

  /** The connections of a user. Guarded by the entry in the map. */
  private static final class Open {
    private final Map<Network, Integer> byClient = new HashMap<>();
    private int all;
  }

  /** A place among a user's connections, given back by closing it; once is enough. */
  public interface Admission extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param perAddress of one user from one IPv4 address, or one IPv6 /64
   * @param trusted networks from where a user may have as many as in all
   */
  public ConnectionLimits(int perAddress, List<Network> trusted) {
    this.perAddress = perAddress;
    this.trusted = List.copyOf(trusted);
  }

  /**
   * @throws MailException with {@link Reason#LIMIT} when the user has as many as are allowed
   */
  public Admission admit(Account account, InetAddress client) {
    var network = Network.ofClient(client);
    int most =
        trusted.stream().anyMatch(one -> one.contains(client)) ? Integer.MAX_VALUE : perAddress;
    open.compute(
        account.id(),
        (id, known) -> oneMore(account, known == null ? new Open() : known, network, most));
    var closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        open.computeIfPresent(account.id(), (id, known) -> oneLess(known, network));
      }
    };
  }

  private static Open oneMore(Account account, Open known, Network network, int most) {
    if (known.all >= account.connections()) {
      throw new MailException(
          Reason.LIMIT,
          "%s has %d connections open, and %d are allowed to a user"
              .formatted(account.address(), known.all, account.connections()));
    }
    int here = known.byClient.getOrDefault(network, 0);
    if (here >= most) {
      throw new MailException(
          Reason.LIMIT,
          "%s has %d connections open from your address, and %d are allowed"
              .formatted(account.address(), here, most));
    }
    known.byClient.put(network, here + 1);
    known.all++;
    return known;
  }

  /** Null, as a map has it, when that was the last one. */
  private static @Nullable Open oneLess(Open known, Network network) {
    known.byClient.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
    known.all--;
    return known.all == 0 ? null : known;
  }

  public int connections(long account) {
    var count = new AtomicInteger();
    open.computeIfPresent(
        account,
        (id, known) -> {
          count.set(known.all);
          return known;
        });
    return count.get();
  }
}
