package org.culverhouse.admin;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.culverhouse.account.MailDomain;

/** All that can be changed of a domain, as it shall be afterwards. */
public record DomainUpdate(
    @Size(max = MailDomain.MAX_DESCRIPTION, message = "must have at most {max} characters")
        @Pattern(regexp = NewDomain.PLAIN_TEXT, message = "must not hold control characters")
        String description) {}
