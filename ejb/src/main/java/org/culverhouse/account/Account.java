package org.culverhouse.account;

import org.culverhouse.mailbox.QuotaLimits;
import org.culverhouse.mailbox.StoreId;

/**
 * A user who has proved who they are.
 *
 * @param id the user's key in the database
 * @param address the canonical address, {@code ada@example.org}
 * @param connections how many connections the user may have at once
 */
public record Account(long id, String address, StoreId store, QuotaLimits quota, int connections) {}
