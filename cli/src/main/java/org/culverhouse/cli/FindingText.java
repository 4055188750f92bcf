package org.culverhouse.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.culverhouse.store.Finding;
import org.culverhouse.store.Finding.Severity;
import org.culverhouse.store.StoreReport;

/** What a check has found, as lines for people or objects for programs. */
final class FindingText {
  private static final int MAX_UIDS = 20;

  private FindingText() {}

  /** For example {@code 2 errors, 1 note}, or {@code clean}. */
  static String summary(StoreReport report) {
    var parts = new ArrayList<String>();
    for (var severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = count(report, severity);
      if (count > 0) {
        parts.add(count + " " + name(severity) + (count == 1 ? "" : "s"));
      }
    }
    if (report.omitted() > 0) {
      parts.add(report.omitted() + " more");
    }
    return parts.isEmpty() ? "clean" : String.join(", ", parts);
  }

  private static long count(StoreReport report, Severity severity) {
    return report.findings().stream().filter(f -> f.severity() == severity).count();
  }

  private static String name(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static String kind(Finding finding) {
    return finding.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * Two lines: what is wrong, and what repairing does.
   *
   * @param isRepaired whether it has been done
   */
  static String lines(Finding finding, boolean isRepaired) {
    var place = finding.place();
    return "  %-7s %s at %d: %s: expected %s, found %s%n          %s%s%s"
        .formatted(
            name(finding.severity()),
            place.file(),
            place.offset(),
            place.what(),
            place.expected(),
            place.found(),
            isRepaired ? "repaired: " : "",
            messages(finding),
            finding.repair());
  }

  private static String messages(Finding finding) {
    if (!(finding instanceof Finding.Body body) || body.messages().isEmpty()) {
      return "";
    }
    var uids = new TreeMap<String, List<String>>();
    for (var message : body.messages()) {
      uids.computeIfAbsent(message.mailbox(), m -> new ArrayList<>())
          .add(Long.toString(message.uid()));
    }
    var text = new StringBuilder();
    uids.forEach(
        (mailbox, all) -> {
          var some = String.join(",", all.subList(0, Math.min(MAX_UIDS, all.size())));
          text.append(mailbox).append(" UID ").append(some);
          text.append(all.size() > MAX_UIDS ? ",… " : " ");
        });
    return text.toString();
  }

  static JsonObject json(StoreOptions.Named store, Finding finding, boolean isRepaired) {
    var place = finding.place();
    var json =
        named(store)
            .add("severity", name(finding.severity()))
            .add("kind", kind(finding))
            .add("file", place.file())
            .add("offset", place.offset())
            .add("what", place.what())
            .add("expected", place.expected())
            .add("found", place.found())
            .add("repair", finding.repair())
            .add("repaired", isRepaired);
    if (finding instanceof Finding.Body body) {
      var messages = Json.createArrayBuilder();
      body.messages()
          .forEach(
              message ->
                  messages.add(
                      Json.createObjectBuilder()
                          .add("mailbox", message.mailbox())
                          .add("uid", message.uid())));
      json.add("messages", messages);
    }
    return json.build();
  }

  static JsonObject json(StoreOptions.Named store, StoreReport report) {
    return named(store)
        .add("mailboxes", report.mailboxes())
        .add("messages", report.messages())
        .add("octets", report.octets())
        .add("errors", count(report, Severity.ERROR))
        .add("warnings", count(report, Severity.WARNING))
        .add("notes", count(report, Severity.NOTE))
        .add("omitted", report.omitted())
        .add("clean", report.isClean())
        .build();
  }

  private static JsonObjectBuilder named(StoreOptions.Named store) {
    var json = Json.createObjectBuilder().add("store", store.id().toString());
    return store.owner().isEmpty() ? json : json.add("user", store.owner());
  }
}
