package org.culverhouse.account;

import java.util.Map;

/**
 * A password as it is stored, in every form that some mechanism needs.
 *
 * @param hash in the PHC string form
 * @param scram for every hash of SCRAM
 */
public record StoredPassword(String hash, Map<ScramHash, ScramKeys> scram) {
  public StoredPassword {
    scram = Map.copyOf(scram);
  }

  /** Never what is stored. */
  @Override
  public String toString() {
    return "StoredPassword";
  }
}
