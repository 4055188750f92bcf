package org.culverhouse.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A domain whose users have mail here; bound to the transaction that read it. */
@Entity
@Table(name = "domain")
public class MailDomain {
  public static final int MAX_DESCRIPTION = 1000;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "domain_seq")
  @SequenceGenerator(name = "domain_seq", sequenceName = "domain_seq", allocationSize = 50)
  private long id;

  private String name;
  private String description;

  @Column(name = "created")
  private long createdMillis;

  @Version private long version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected MailDomain() {}

  public MailDomain(DomainName name, String description, Instant created) {
    this.name = name.value();
    this.description = description;
    this.createdMillis = created.toEpochMilli();
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  public void describe(String text) {
    description = text;
  }

  public Instant created() {
    return Instant.ofEpochMilli(createdMillis);
  }

  public long version() {
    return version;
  }
}
