package org.culverhouse.rest;

import java.util.List;
import java.util.Map;

/** What the API itself refuses; what the facade refuses is an {@code AdminException}. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  private Refusal(Problem problem, Map<String, String> headers) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.headers = headers;
  }

  private static Refusal of(int status, String title, String detail) {
    return new Refusal(new Problem(status, title, detail), Map.of());
  }

  static Refusal malformed(String detail) {
    return of(400, "Bad Request", detail);
  }

  /**
   * @param challenge what to authenticate with (RFC 6750 section 3)
   */
  static Refusal unauthorized(String challenge, String detail) {
    return new Refusal(
        new Problem(401, "Unauthorized", detail), Map.of("WWW-Authenticate", challenge));
  }

  static Refusal notFound(String detail) {
    return of(404, "Not Found", detail);
  }

  static Refusal conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  static Refusal stale(String detail) {
    return of(412, "Precondition Failed", detail);
  }

  static Refusal tooLarge(String detail) {
    return of(413, "Content Too Large", detail);
  }

  static Refusal invalid(List<FieldError> errors) {
    return new Refusal(
        new Problem(422, "Unprocessable Content", "The body is not valid", "", errors), Map.of());
  }

  static Refusal needsIfMatch() {
    return of(
        428,
        "Precondition Required",
        "Say in If-Match which ETag the change is meant for, or * for whatever is there now");
  }

  static Refusal unavailable(String detail, int seconds) {
    return new Refusal(
        new Problem(503, "Service Unavailable", detail),
        Map.of("Retry-After", String.valueOf(seconds)));
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }
}
