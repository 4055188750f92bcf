package org.culverhouse.connector.jca;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.culverhouse.api.ImapListener;
import org.culverhouse.api.model.Network;
import org.culverhouse.connector.net.Limits;
import org.culverhouse.connector.net.ListenerConfig;
import org.culverhouse.connector.net.NetworkLimits;
import org.culverhouse.connector.net.Timeouts;
import org.culverhouse.connector.net.TlsFiles;
import org.culverhouse.connector.net.TlsProvider;
import org.jspecify.annotations.Nullable;

/**
 * The activation properties of the message-driven bean that serves IMAP, as text, since that is
 * what configuration is. An empty value means the default.
 */
@Activation(messageListeners = ImapListener.class)
public class ImapActivationSpec implements ActivationSpec, Serializable {
  private static final long serialVersionUID = 1;

  /** The port on which nothing listens. */
  private static final int OFF = -1;

  private transient @Nullable ResourceAdapter resourceAdapter;
  private String bindAddress = "";
  private String port = "";
  private String tlsPort = "";
  private String tlsCertificate = "";
  private String tlsKey = "";
  private String tlsProvider = "";
  private String proxyNetworks = "";
  private String spoolFolder = "";
  private String portsFile = "";
  private String maxConnections = "";
  private String maxUnauthenticated = "";
  private String maxNetworkConnections = "";
  private String maxNetworkUnauthenticated = "";
  private String networkAcceptRate = "";
  private String trustedNetworks = "";
  private String maxMessageSize = "";
  private String literal = "";
  private String idleTimeout = "";
  private String loginTimeout = "";

  @Override
  public void validate() throws InvalidPropertyException {
    toConfig();
  }

  /**
   * @throws InvalidPropertyException naming the property, its value, and what would be right
   */
  ListenerConfig toConfig() throws InvalidPropertyException {
    try {
      return new ListenerConfig(
          address("port", port, 143),
          address("tlsPort", tlsPort, tlsCertificate.isEmpty() ? OFF : 993),
          tls(),
          networks("proxyNetworks", proxyNetworks),
          Path.of(required("spoolFolder", spoolFolder)),
          limits(),
          timeouts());
    } catch (IllegalArgumentException e) {
      throw new InvalidPropertyException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where to tell which ports were taken. */
  Optional<Path> portsPath() {
    return portsFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(portsFile));
  }

  private Optional<InetSocketAddress> address(String name, String value, int standard) {
    int number = (int) whole(name, value, standard, OFF, 65_535);
    var host = bindAddress.isEmpty() ? "0.0.0.0" : bindAddress;
    return number == OFF ? Optional.empty() : Optional.of(new InetSocketAddress(host, number));
  }

  private Optional<TlsFiles> tls() {
    if (tlsCertificate.isEmpty()) {
      return Optional.empty();
    }
    var provider =
        switch (tlsProvider.toLowerCase(Locale.ROOT)) {
          case "", "auto" -> TlsProvider.AUTO;
          case "openssl" -> TlsProvider.OPENSSL;
          case "jdk" -> TlsProvider.JDK;
          default -> throw wrong("tlsProvider", tlsProvider, "auto, openssl or jdk");
        };
    return Optional.of(
        new TlsFiles(Path.of(tlsCertificate), Path.of(required("tlsKey", tlsKey)), provider));
  }

  private Limits limits() {
    var standard = Limits.defaults();
    var limits =
        new Limits(
            count("maxConnections", maxConnections, standard.maxConnections()),
            count("maxUnauthenticated", maxUnauthenticated, standard.maxUnauthenticated()),
            networkLimits(standard.networks()),
            whole("maxMessageSize", maxMessageSize, standard.maxMessageSize(), 1, Long.MAX_VALUE),
            standard.maxUnaskedLiteral());
    return switch (literal.toLowerCase(Locale.ROOT)) {
      case "", "minus" -> limits.withLiteralMinus();
      case "plus" -> limits.withLiteralPlus();
      default -> throw wrong("literal", literal, "minus or plus");
    };
  }

  private NetworkLimits networkLimits(NetworkLimits standard) {
    return new NetworkLimits(
        count("maxNetworkConnections", maxNetworkConnections, standard.connections()),
        count("maxNetworkUnauthenticated", maxNetworkUnauthenticated, standard.unauthenticated()),
        count("networkAcceptRate", networkAcceptRate, standard.acceptRate()),
        networks("trustedNetworks", trustedNetworks));
  }

  private static List<Network> networks(String name, String value) {
    if (value.isBlank()) {
      return List.of();
    }
    try {
      return Arrays.stream(value.split(",")).map(String::strip).map(Network::parse).toList();
    } catch (IllegalArgumentException e) {
      throw wrong(name, value, "networks with commas in between: " + e.getMessage());
    }
  }

  private Timeouts timeouts() {
    var standard = Timeouts.defaults();
    return standard
        .withIdle(duration("idleTimeout", idleTimeout, standard.idle()))
        .withLogin(duration("loginTimeout", loginTimeout, standard.login()));
  }

  private static int count(String name, String value, int standard) {
    return (int) whole(name, value, standard, 1, Integer.MAX_VALUE);
  }

  private static long whole(String name, String value, long standard, long min, long max) {
    if (value.isBlank()) {
      return standard;
    }
    try {
      long number = Long.parseLong(value.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(name, value, "a whole number");
    }
    throw wrong(name, value, "from " + min + " to " + max);
  }

  private static Duration duration(String name, String value, Duration standard) {
    if (value.isBlank()) {
      return standard;
    }
    try {
      var duration = Duration.parse(value.strip());
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw wrong(name, value, "a duration such as PT30M");
    }
    throw wrong(name, value, "longer than nothing");
  }

  private static String required(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("activation property " + name + " is missing");
    }
    return value;
  }

  private static IllegalArgumentException wrong(String name, String value, String right) {
    return new IllegalArgumentException(
        "activation property %s is '%s' but must be %s".formatted(name, value, right));
  }

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
    this.resourceAdapter = resourceAdapter;
  }

  public String getBindAddress() {
    return bindAddress;
  }

  /** The address of both listeners; all addresses of IPv4 unless set. */
  public void setBindAddress(String bindAddress) {
    this.bindAddress = bindAddress;
  }

  public String getPort() {
    return port;
  }

  /** IMAP in the clear with STARTTLS: 143 unless set; 0 takes a free port, -1 none. */
  public void setPort(String port) {
    this.port = port;
  }

  public String getTlsPort() {
    return tlsPort;
  }

  /** IMAP that begins with TLS: 993 if there is a certificate; 0 and -1 as above. */
  public void setTlsPort(String tlsPort) {
    this.tlsPort = tlsPort;
  }

  public String getTlsCertificate() {
    return tlsCertificate;
  }

  /** A PEM file; without it there is no TLS. */
  public void setTlsCertificate(String tlsCertificate) {
    this.tlsCertificate = tlsCertificate;
  }

  public String getTlsKey() {
    return tlsKey;
  }

  /** A PEM file with the key in PKCS#8. */
  public void setTlsKey(String tlsKey) {
    this.tlsKey = tlsKey;
  }

  public String getTlsProvider() {
    return tlsProvider;
  }

  /** auto, openssl or jdk. */
  public void setTlsProvider(String tlsProvider) {
    this.tlsProvider = tlsProvider;
  }

  public String getProxyNetworks() {
    return proxyNetworks;
  }

  /** Networks whose connections begin with a header of the PROXY protocol. */
  public void setProxyNetworks(String proxyNetworks) {
    this.proxyNetworks = proxyNetworks;
  }

  public String getSpoolFolder() {
    return spoolFolder;
  }

  /** Where large messages lie while they come in. */
  public void setSpoolFolder(String spoolFolder) {
    this.spoolFolder = spoolFolder;
  }

  public String getPortsFile() {
    return portsFile;
  }

  /** Gets the lines {@code imap=ADDRESS:PORT} and {@code imaps=ADDRESS:PORT} once bound. */
  public void setPortsFile(String portsFile) {
    this.portsFile = portsFile;
  }

  public String getMaxConnections() {
    return maxConnections;
  }

  public void setMaxConnections(String maxConnections) {
    this.maxConnections = maxConnections;
  }

  public String getMaxUnauthenticated() {
    return maxUnauthenticated;
  }

  public void setMaxUnauthenticated(String maxUnauthenticated) {
    this.maxUnauthenticated = maxUnauthenticated;
  }

  public String getMaxNetworkConnections() {
    return maxNetworkConnections;
  }

  /** Connections of one client, an IPv4 address or an IPv6 /64. */
  public void setMaxNetworkConnections(String maxNetworkConnections) {
    this.maxNetworkConnections = maxNetworkConnections;
  }

  public String getMaxNetworkUnauthenticated() {
    return maxNetworkUnauthenticated;
  }

  /** Of these, how many may wait for a login. */
  public void setMaxNetworkUnauthenticated(String maxNetworkUnauthenticated) {
    this.maxNetworkUnauthenticated = maxNetworkUnauthenticated;
  }

  public String getNetworkAcceptRate() {
    return networkAcceptRate;
  }

  /** New connections of one client a second. */
  public void setNetworkAcceptRate(String networkAcceptRate) {
    this.networkAcceptRate = networkAcceptRate;
  }

  public String getTrustedNetworks() {
    return trustedNetworks;
  }

  /** Networks in CIDR notation with commas in between, for which these limits do not hold. */
  public void setTrustedNetworks(String trustedNetworks) {
    this.trustedNetworks = trustedNetworks;
  }

  public String getMaxMessageSize() {
    return maxMessageSize;
  }

  /** In octets. */
  public void setMaxMessageSize(String maxMessageSize) {
    this.maxMessageSize = maxMessageSize;
  }

  public String getLiteral() {
    return literal;
  }

  /** minus or plus (RFC 7888). */
  public void setLiteral(String literal) {
    this.literal = literal;
  }

  public String getIdleTimeout() {
    return idleTimeout;
  }

  /** As ISO 8601, {@code PT30M}. */
  public void setIdleTimeout(String idleTimeout) {
    this.idleTimeout = idleTimeout;
  }

  public String getLoginTimeout() {
    return loginTimeout;
  }

  /** As ISO 8601, {@code PT1M}. */
  public void setLoginTimeout(String loginTimeout) {
    this.loginTimeout = loginTimeout;
  }
}
