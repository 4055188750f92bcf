package org.culverhouse.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culverhouse.account.Account;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Reason;

/** How many connections each user has, and may have. Thread-safe. */
public final class ConnectionLimits {
  private final ConcurrentMap<Long, Integer> open = new ConcurrentHashMap<>();

  /** A place among a user's connections, given back by closing it; once is enough. */
  public interface Admission extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @throws MailException with {@link Reason#LIMIT} when the user has as many as are allowed
   */
  public Admission admit(Account account) {
    open.compute(
        account.id(),
        (id, count) -> {
          int now = count == null ? 0 : count;
          if (now >= account.connections()) {
            throw new MailException(
                Reason.LIMIT,
                account.address()
                    + " has "
                    + now
                    + " connections open, and "
                    + account.connections()
                    + " are allowed to a user");
          }
          return now + 1;
        });
    var closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        open.computeIfPresent(account.id(), (id, count) -> count == 1 ? null : count - 1);
      }
    };
  }

  public int connections(long account) {
    return open.getOrDefault(account, 0);
  }
}
