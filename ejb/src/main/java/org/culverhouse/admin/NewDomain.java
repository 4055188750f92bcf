package org.culverhouse.admin;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.culverhouse.account.MailDomain;

/** A domain to be made. */
public record NewDomain(
    String name,
    @Size(max = MailDomain.MAX_DESCRIPTION, message = "must have at most {max} characters")
        @Pattern(regexp = PLAIN_TEXT, message = "must not hold control characters")
        String description) {
  static final String PLAIN_TEXT = "\\P{Cc}*";
}
