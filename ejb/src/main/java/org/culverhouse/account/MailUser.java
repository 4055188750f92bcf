package org.culverhouse.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreId;
import org.jspecify.annotations.Nullable;

/** Somebody with an address, a store and perhaps a password; bound to its transaction. */
@Entity
@Table(name = "account")
public class MailUser {
  public static final int MAX_DISPLAY_NAME = 200;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
  @SequenceGenerator(name = "account_seq", sequenceName = "account_seq", allocationSize = 50)
  private long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "domain_id")
  private MailDomain domain;

  private String address;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "search_name")
  private String searchName;

  private boolean enabled;

  /** {@link Role#word}. */
  private String role;

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  @Column(name = "scram_sha256")
  private @Nullable String scramSha256;

  @Column(name = "scram_sha1")
  private @Nullable String scramSha1;

  @Column(name = "store_id")
  private long storeId;

  @Column(name = "quota_octets")
  private @Nullable Long quotaOctets;

  @Column(name = "quota_messages")
  private @Nullable Long quotaMessages;

  @Column(name = "max_connections")
  private @Nullable Integer maxConnections;

  @Column(name = "created")
  private long createdMillis;

  @Version private long version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected MailUser() {}

  public MailUser(MailDomain domain, Address address, StoreId store, Instant created) {
    this.domain = domain;
    this.address = address.toString();
    this.displayName = "";
    this.searchName = "";
    this.enabled = true;
    this.role = Role.USER.word();
    this.storeId = store.value();
    this.createdMillis = created.toEpochMilli();
  }

  public long id() {
    return id;
  }

  public MailDomain domain() {
    return domain;
  }

  public String address() {
    return address;
  }

  public String displayName() {
    return displayName;
  }

  public void call(String name) {
    displayName = name;
    searchName = name.toLowerCase(Locale.ROOT);
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void enable(boolean usable) {
    enabled = usable;
  }

  public Role role() {
    return Role.of(role);
  }

  public void grant(Role granted) {
    role = granted.word();
  }

  public Optional<String> passwordHash() {
    return Optional.ofNullable(passwordHash);
  }

  public void setPassword(StoredPassword password) {
    passwordHash = password.hash();
    scramSha256 = text(password, ScramHash.SHA_256);
    scramSha1 = text(password, ScramHash.SHA_1);
  }

  private static @Nullable String text(StoredPassword password, ScramHash hash) {
    var keys = password.scram().get(hash);
    return keys == null ? null : keys.text();
  }

  public StoreId store() {
    return new StoreId(storeId);
  }

  public QuotaLimits quota() {
    return new QuotaLimits(limit(quotaOctets), limit(quotaMessages));
  }

  private static long limit(@Nullable Long value) {
    return value == null ? QuotaLimits.UNLIMITED : value;
  }

  public void limit(QuotaLimits quota) {
    quotaOctets = quota.octets() == QuotaLimits.UNLIMITED ? null : quota.octets();
    quotaMessages = quota.messages() == QuotaLimits.UNLIMITED ? null : quota.messages();
  }

  /** The user's own limit; without one the server's holds. */
  public OptionalInt maxConnections() {
    return maxConnections == null ? OptionalInt.empty() : OptionalInt.of(maxConnections);
  }

  public void limitConnections(OptionalInt connections) {
    maxConnections = connections.isPresent() ? connections.getAsInt() : null;
  }

  public Instant created() {
    return Instant.ofEpochMilli(createdMillis);
  }

  public long version() {
    return version;
  }
}
