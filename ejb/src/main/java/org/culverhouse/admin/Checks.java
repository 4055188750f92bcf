package org.culverhouse.admin;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.culverhouse.account.Passwords;

/** Collects all that is wrong with what an administrator wants, before anything is done. */
final class Checks {
  static final int MIN_PASSWORD = 8;

  private final List<Violation> found = new ArrayList<>();

  /** The constraints written at the record. */
  static Checks of(Validator validator, Record wanted) {
    var checks = new Checks();
    validator.validate(wanted).stream()
        .map(Checks::violation)
        .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::code))
        .forEach(checks.found::add);
    return checks;
  }

  private static Violation violation(ConstraintViolation<?> violation) {
    var descriptor = violation.getConstraintDescriptor();
    var name = descriptor.getAnnotation().annotationType().getSimpleName();
    var params = new HashMap<String, Number>();
    descriptor
        .getAttributes()
        .forEach(
            (key, value) -> {
              if (value instanceof Number number) {
                params.put(key, number);
              }
            });
    return new Violation(
        violation.getPropertyPath().toString(),
        name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
        violation.getMessage(),
        params);
  }

  void add(String field, String code, String text) {
    found.add(new Violation(field, code, text));
  }

  void password(byte[] password) {
    int characters = characters(password);
    if (characters < 0) {
      add("password", "password", "must be UTF-8 without control characters");
    } else if (characters < MIN_PASSWORD || password.length > Passwords.MAX_LENGTH) {
      found.add(
          new Violation(
              "password",
              "size",
              "must have "
                  + MIN_PASSWORD
                  + " characters at least and "
                  + Passwords.MAX_LENGTH
                  + " bytes at most",
              Map.of("min", MIN_PASSWORD, "max", Passwords.MAX_LENGTH)));
    }
  }

  /** How many characters, or -1 when there is one that no mail program could send. */
  private static int characters(byte[] password) {
    for (byte b : password) {
      if (b >= 0 && b < 0x20 || b == 0x7F) {
        return -1;
      }
    }
    try {
      var chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(password));
      int count = chars.remaining();
      Arrays.fill(chars.array(), '\0');
      return count;
    } catch (CharacterCodingException e) {
      return -1;
    }
  }

  /**
   * @throws AdminException INVALID when something was found
   */
  void raise() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  AdminException exception() {
    return AdminException.invalid(found);
  }
}
