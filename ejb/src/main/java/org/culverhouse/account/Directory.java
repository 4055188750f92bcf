package org.culverhouse.account;

import jakarta.persistence.EntityManager;
import jakarta.persistence.NoResultException;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.culverhouse.mailbox.StoreId;

/** Domains, users and tokens in the database, within one transaction. */
public final class Directory {
  private final EntityManager entities;
  private boolean hasWritten;

  public Directory(EntityManager entities) {
    this.entities = entities;
  }

  public Optional<MailDomain> domain(DomainName name) {
    return one(
        entities
            .createQuery("select d from MailDomain d where d.name = :name", MailDomain.class)
            .setParameter("name", name.value()));
  }

  public Optional<MailUser> user(Address address) {
    return one(
        entities
            .createQuery("select u from MailUser u where u.address = :address", MailUser.class)
            .setParameter("address", address.toString()));
  }

  /** By the key of the user. */
  Optional<MailUser> user(long id) {
    return one(
        entities
            .createQuery("select u from MailUser u where u.id = :id", MailUser.class)
            .setParameter("id", id));
  }

  public Optional<AdminToken> token(String id) {
    // EntityManager.find tells that the database is gone by an exception that is not of JPA.
    return one(
        entities
            .createQuery("select t from AdminToken t where t.id = :id", AdminToken.class)
            .setParameter("id", id));
  }

  private static <T> Optional<T> one(TypedQuery<T> query) {
    try {
      return Optional.of(query.getSingleResult());
    } catch (NoResultException e) {
      return Optional.empty();
    }
  }

  /** Those with {@code text} in their name, sorted by it. */
  public List<MailDomain> domains(String text, Slice slice) {
    var key = new Keyset("d.name", slice);
    var query =
        entities.createQuery(
            "select d from MailDomain d where d.name like :text" + key.clause(), MailDomain.class);
    return key.on(query.setParameter("text", containing(text))).getResultList();
  }

  public long countDomains(String text) {
    return entities
        .createQuery("select count(d) from MailDomain d where d.name like :text", Long.class)
        .setParameter("text", containing(text))
        .getSingleResult();
  }

  /** How many users each of these domains has, by the key of the domain; zeros are left out. */
  public Map<Long, Long> usersOf(List<MailDomain> domains) {
    var counts = new HashMap<Long, Long>();
    if (domains.isEmpty()) {
      return counts;
    }
    entities
        .createQuery(
            "select u.domain.id, count(u) from MailUser u where u.domain.id in :ids"
                + " group by u.domain.id",
            Object[].class)
        .setParameter("ids", domains.stream().map(MailDomain::id).toList())
        .getResultList()
        .forEach(row -> counts.put((Long) row[0], (Long) row[1]));
    return counts;
  }

  /** Sorted by address. */
  public List<MailUser> users(UserFilter filter, Slice slice) {
    var key = new Keyset("u.address", slice);
    var query =
        entities.createQuery(
            "select u from MailUser u where " + condition(filter) + key.clause(), MailUser.class);
    return key.on(parameters(query, filter)).getResultList();
  }

  public long countUsers(UserFilter filter) {
    var query =
        entities.createQuery(
            "select count(u) from MailUser u where " + condition(filter), Long.class);
    return parameters(query, filter).getSingleResult();
  }

  private static String condition(UserFilter filter) {
    var state = filter.state() == UserFilter.State.ALL ? "" : " and u.enabled = :enabled";
    var domain = filter.domain().isEmpty() ? "" : " and u.domain.name = :domain";
    return "(u.address like :text or u.searchName like :text)" + state + domain;
  }

  private static <T> TypedQuery<T> parameters(TypedQuery<T> query, UserFilter filter) {
    query.setParameter("text", containing(filter.text()));
    if (filter.state() != UserFilter.State.ALL) {
      query.setParameter("enabled", filter.state() == UserFilter.State.ENABLED);
    }
    return filter.domain().isEmpty() ? query : query.setParameter("domain", filter.domain());
  }

  /**
   * The backslash escapes by default in H2 and in PostgreSQL. Saying so in the query, or calling a
   * function there, makes EclipseLink 4.0 write the parameters into the SQL for H2 instead of
   * binding them.
   */
  private static String containing(String text) {
    var literal = text.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0");
    return "%" + literal + "%";
  }

  public void add(MailDomain domain) {
    entities.persist(domain);
    flush();
  }

  public void add(MailUser user) {
    entities.persist(user);
    flush();
  }

  public void add(AdminToken token) {
    entities.persist(token);
    flush();
  }

  public void remove(MailDomain domain) {
    entities.remove(domain);
    flush();
  }

  /** The store of the user joins those whose files are to be removed. */
  public void remove(MailUser user, Instant now) {
    entities.persist(new RemovedStore(user.store(), now));
    entities.remove(user);
    flush();
  }

  /** The token of that name, if there is one. */
  public void removeToken(String name) {
    hasWritten = true;
    entities
        .createQuery("delete from AdminToken t where t.name = :name")
        .setParameter("name", name)
        .executeUpdate();
  }

  /** Those whose account is gone and whose files may be there still; the oldest first. */
  public List<StoreId> removedStores() {
    return entities
        .createQuery("select r from RemovedStore r order by r.removedMillis", RemovedStore.class)
        .setMaxResults(10_000)
        .getResultStream()
        .map(RemovedStore::store)
        .toList();
  }

  public void forget(StoreId removed) {
    hasWritten = true;
    entities
        .createQuery("delete from RemovedStore r where r.storeId = :id")
        .setParameter("id", removed.value())
        .executeUpdate();
  }

  /** Writes what has been changed so far, so that versions are those after the change. */
  public void flush() {
    hasWritten = true;
    entities.flush();
  }

  /** Whether there is something to be put on disk. */
  public boolean hasWritten() {
    return hasWritten;
  }

  private record Keyset(String column, Slice slice) {
    String clause() {
      var behind =
          slice.after().isEmpty()
              ? ""
              : " and " + column + (slice.descending() ? " < :after" : " > :after");
      return behind + " order by " + column + (slice.descending() ? " desc" : "");
    }

    <T> TypedQuery<T> on(TypedQuery<T> query) {
      if (!slice.after().isEmpty()) {
        query.setParameter("after", slice.after());
      }
      return query.setMaxResults(slice.size());
    }
  }
}
