package org.culverhouse.store;

import java.util.List;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.store.Finding.Severity;

/**
 * What a check of a store has found; immutable.
 *
 * @param octets of all files of the store
 * @param omitted how many findings there are besides
 */
public record StoreReport(
    StoreId store,
    int mailboxes,
    long messages,
    long octets,
    List<Finding> findings,
    long omitted) {
  public StoreReport {
    findings = List.copyOf(findings);
  }

  /** Whether there is nothing that a start would not deal with. */
  public boolean isClean() {
    return omitted == 0
        && findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
  }
}
