package org.culverhouse.architecture;

import java.util.List;
import java.util.stream.Stream;

/** The table of ARCHITECTURE.md, "Who may import whom", a row a line. */
final class ImportTable {
  private static final String OURS = "org.culverhouse.";

  private ImportTable() {}

  /**
   * @param packages as ArchUnit writes them, without the root
   * @param mayImport packages or types, ours without the root; the JDK is allowed everywhere
   */
  record Row(List<String> packages, List<String> mayImport) {
    String name() {
      return String.join(", ", packages);
    }

    List<String> packageNames() {
      return packages.stream().map(name -> OURS + name).toList();
    }

    /** Own packages are always allowed. */
    List<String> allowed() {
      return Stream.concat(packages.stream(), mayImport.stream())
          .map(name -> isOurs(name) ? OURS + name : name)
          .toList();
    }

    private static boolean isOurs(String name) {
      return Stream.of("jakarta.", "io.netty.", "org.", "com.").noneMatch(name::startsWith);
    }
  }

  static List<Row> rows() {
    var api = List.of("api", "api.command", "api.response", "api.model");
    return List.of(
        row(List.of("api.model")),
        row(api),
        row(List.of("connector.wire", "connector.wire.command"), api),
        row(List.of("connector.session"), api, List.of("connector.wire")),
        row(
            List.of("connector.net"),
            api,
            List.of("connector.session", "connector.wire", "io.netty..")),
        row(
            List.of("connector.jca"),
            api,
            List.of("connector.net", "connector.session", "jakarta.resource..")),
        row(List.of("mailbox"), List.of("api.model", "api.Content", "org.roaringbitmap..")),
        row(List.of("mime"), List.of("api.model", "api.Content", "api.Capacity")),
        row(
            List.of("index"),
            List.of("mailbox", "api.model", "api.Content", "org.roaringbitmap..")),
        row(
            List.of("store.."),
            List.of(
                "mailbox",
                "index",
                "mime",
                "api.model",
                "api.Content",
                "api.Capacity",
                "api.SpooledContent",
                "org.roaringbitmap..")),
        row(List.of("search"), api, List.of("mailbox", "mime", "index", "org.roaringbitmap..")),
        row(
            List.of("account", "limits", "acl", "quota"),
            List.of(
                "mailbox",
                "api.model",
                "jakarta.persistence..",
                "jakarta.security..",
                "jakarta.validation..",
                "org.bouncycastle..",
                "com.ongres..")),
        row(List.of("sasl"), List.of("account", "mailbox.MailException", "mailbox.Reason")),
        row(
            List.of("command"),
            api,
            List.of(
                "mailbox",
                "account",
                "sasl",
                "limits",
                "acl",
                "quota",
                "search",
                "mime",
                "org.roaringbitmap..")),
        row(
            List.of("endpoint"),
            api,
            List.of(
                "command",
                "mailbox.MailException",
                "mailbox.Reason",
                "jakarta.ejb..",
                "jakarta.inject..",
                "jakarta.enterprise.inject..")),
        row(
            List.of("admin"),
            List.of(
                "mailbox",
                "account",
                "limits",
                "acl",
                "quota",
                "delivery",
                "cluster",
                "api.model",
                "jakarta.validation..",
                "jakarta.persistence.PersistenceException",
                "jakarta.persistence.OptimisticLockException")),
        row(List.of("rest"), List.of("admin", "jakarta..")));
  }

  @SafeVarargs
  private static Row row(List<String> packages, List<String>... mayImport) {
    return new Row(packages, Stream.of(mayImport).flatMap(List::stream).toList());
  }
}
