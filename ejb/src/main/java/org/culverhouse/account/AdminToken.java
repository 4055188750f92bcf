package org.culverhouse.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What is known of an administrator's token: not its secret, only the hash of it. */
@Entity
@Table(name = "admin_token")
public class AdminToken {
  @Id private String id;
  private String name;

  @Column(name = "secret_hash")
  private String secretHash;

  @Column(name = "created")
  private long createdMillis;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected AdminToken() {}

  public AdminToken(String id, String name, String secretHash, Instant created) {
    this.id = id;
    this.name = name;
    this.secretHash = secretHash;
    this.createdMillis = created.toEpochMilli();
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** SHA-256 in hexadecimal; enough for 256 random bits. */
  public String secretHash() {
    return secretHash;
  }

  public Instant created() {
    return Instant.ofEpochMilli(createdMillis);
  }
}
