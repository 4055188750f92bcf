package org.culverhouse.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.culverhouse.account.MailUser;

/**
 * A user to be made.
 *
 * @param password UTF-8; empty makes a user who cannot log in yet. The caller wipes it.
 */
public record NewUser(
    String address,
    @Size(max = MailUser.MAX_DISPLAY_NAME, message = "must have at most {max} characters")
        @Pattern(regexp = NewDomain.PLAIN_TEXT, message = "must not hold control characters")
        String displayName,
    boolean enabled,
    UserRole role,
    byte[] password,
    @Valid Quota quota,
    @Valid Limits limits) {
  @Override
  public String toString() {
    return "NewUser[" + address + "]";
  }
}
