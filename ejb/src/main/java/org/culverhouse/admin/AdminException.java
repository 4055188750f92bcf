package org.culverhouse.admin;

import java.util.List;
import java.util.stream.Collectors;

/** A refusal, with a text for the administrator. */
public final class AdminException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Kind {
    NOT_FOUND,
    /** It is there already, or something else depends on it. */
    CONFLICT,
    /** Somebody else has changed it meanwhile. */
    STALE,
    /** Values cannot be taken; {@link #violations} says which. */
    INVALID,
    /** A disk, the database or the hashing of passwords is out of order or busy. */
    UNAVAILABLE
  }

  private final Kind kind;
  private final transient List<Violation> violations;

  private AdminException(Kind kind, String text, List<Violation> violations) {
    super(text, null, false, false);
    this.kind = kind;
    this.violations = List.copyOf(violations);
  }

  private AdminException(String text, Throwable cause) {
    super(text, cause);
    this.kind = Kind.UNAVAILABLE;
    this.violations = List.of();
  }

  static AdminException notFound(String text) {
    return new AdminException(Kind.NOT_FOUND, text, List.of());
  }

  static AdminException conflict(String text) {
    return new AdminException(Kind.CONFLICT, text, List.of());
  }

  public static AdminException stale(String text) {
    return new AdminException(Kind.STALE, text, List.of());
  }

  public static AdminException invalid(List<Violation> violations) {
    var text =
        violations.stream()
            .map(violation -> violation.field() + " " + violation.text())
            .collect(Collectors.joining("; "));
    return new AdminException(Kind.INVALID, text, violations);
  }

  static AdminException unavailable(String text, Throwable cause) {
    return new AdminException(text, cause);
  }

  public Kind kind() {
    return kind;
  }

  public List<Violation> violations() {
    return violations;
  }
}
