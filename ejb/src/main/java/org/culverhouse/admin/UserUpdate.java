package org.culverhouse.admin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.culverhouse.account.MailUser;

/** All that can be changed of a user, as it shall be afterwards. */
public record UserUpdate(
    @Size(max = MailUser.MAX_DISPLAY_NAME, message = "must have at most {max} characters")
        @Pattern(regexp = NewDomain.PLAIN_TEXT, message = "must not hold control characters")
        String displayName,
    boolean enabled,
    UserRole role,
    @Valid Quota quota,
    @Valid Limits limits) {}
